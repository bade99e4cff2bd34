import { explainFailure } from './explain-failure.ts';

const context = { program: 'postgres', dataDir: '/data/pgdata', port: 5555 };

describe('explainFailure', () => {
  it.each([
    [
      'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device',
      /disk that holds \/data\/pgdata is full/,
    ],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /Port 5555 on 127.0.0.1 is in use/],
    ['FATAL:  database locale is incompatible with operating system', /locale that this machine lacks/],
    ['initdb: error: invalid locale name "xx_YY.UTF-8"', /locale that this machine lacks/],
    ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
    ['initdb: error: could not access directory "/data": Permission denied', /may not use \/data\/pgdata/],
    ['postgres: error while loading shared libraries: libicuuc.so.60', /DATABASE_URL/],
  ])('gives the remedy for: %s', (output, remedy) => {
    const error = explainFailure(output, context);
    expect(error.message).toMatch(remedy);
    expect((error.cause as Error).message).toBe(output);
  });

  it('shows the output itself where the failure is a new one', () => {
    expect(explainFailure('FATAL:  something else', context).message).toMatch(
      /postgres failed in \/data\/pgdata:\nFATAL: {2}something else/,
    );
  });
});
