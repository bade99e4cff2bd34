export { type FakeConnection, FakeServer, type FakeServerOptions } from './fake-server.ts';
export { FakeBrowser } from './fake-tab-hub.ts';
export { FakeTransport, type NetworkFaults, PERFECT_NETWORK } from './fake-transport.ts';
export { ManualClock, settle } from './manual-clock.ts';
export { MemoryRecordDatabase } from './memory-record-table.ts';
export { MemoryStores } from './memory-stores.ts';
