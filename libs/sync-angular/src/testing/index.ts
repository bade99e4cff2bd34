export { SyncTestWorld, type SyncTestWorldOptions } from './sync-test-world.ts';
export { FakeServer, ManualClock } from '@tidemark/sync-client/testing';
