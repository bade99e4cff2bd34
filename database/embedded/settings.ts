/**
 * Settings of the embedded server: a development machine with a few cores and a few GB of memory. Nothing here is
 * needed for correctness; any PostgreSQL 13+ with its defaults works.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  // The data lies on an SSD nearly everywhere; queries here are short, so compiling them costs more than it saves.
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] %q%u@%d ',
  password_encryption: 'scram-sha-256',
};

/** Extra settings for throw-away servers of tests: nothing is kept, so nothing need reach the disk. */
export const THROW_AWAY_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '512MB',
  autovacuum_naptime: '10s',
};
