import type { SyncStatus } from '@tidemark/sync-client';

import { doneMessage } from './done-message.ts';

it.each<[SyncStatus['state'], string]>([
  ['online', 'Saved'],
  ['offline', 'Saved in this browser, sent later'],
  ['waiting', 'Saved in this browser, sent later'],
  ['needs-auth', 'Saved in this browser, sent later'],
])('while %s a write is reported as: %s', (state, message) => {
  expect(doneMessage('Saved', { state } as SyncStatus)).toBe(message);
});
