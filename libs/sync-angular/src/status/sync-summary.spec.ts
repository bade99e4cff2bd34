import type { SyncStatus } from '@tidemark/sync-client';

import { syncSummary } from './sync-summary.ts';

const ONLINE: SyncStatus = {
  state: 'online',
  transport: 'websocket',
  pending: 0,
  refused: 0,
  conflicts: 0,
  synced: true,
  late: false,
  leading: true,
};
const text = (status: Partial<SyncStatus>) => syncSummary({ ...ONLINE, ...status }).text;

describe('syncSummary', () => {
  it.each<[string, Partial<SyncStatus>]>([
    ['All changes saved', {}],
    ['All changes saved', { transport: 'polling' }],
    ['Offline', { transport: 'polling', state: 'waiting' }],
    ['Saving 3…', { pending: 3 }],
    ['Updates delayed', { late: true }],
    ['Delayed, 2 waiting', { late: true, pending: 2 }],
    ['Offline', { late: true, state: 'waiting' }],
    ['Offline', { state: 'offline' }],
    ['Offline, 2 waiting', { state: 'waiting', pending: 2 }],
    ['Sign in again', { state: 'needs-auth', pending: 2, refused: 1 }],
    ['1 needs attention', { refused: 1, pending: 2, state: 'offline' }],
    ['4 need attention', { refused: 4 }],
    ['Connecting…', { state: 'connecting' }],
    ['Updates incomplete', { error: { code: 'LIMIT_SUBSCRIPTIONS', message: 'too many' }, synced: false }],
    ['Saving 1…', { error: { code: 'LIMIT_SUBSCRIPTIONS', message: 'too many' }, pending: 1 }],
    ['Storage problem', { error: { code: 'STORAGE_FULL', message: 'no room' }, refused: 1 }],
  ])('says "%s" for %j', (expected, status) => {
    expect(text(status)).toBe(expected);
  });

  it('never says that all is saved while something is pending or refused', () => {
    for (const state of ['idle', 'connecting', 'online', 'waiting', 'needs-auth', 'offline', 'stopped'] as const)
      for (const transport of ['websocket', 'polling'] as const)
        for (const [pending, refused] of [
          [1, 0],
          [0, 1],
          [2, 2],
        ] as const)
          expect(syncSummary({ ...ONLINE, state, transport, pending, refused }).kind).not.toBe('saved');
  });

  it('does not claim to show what the server holds before that is known', () => {
    expect(syncSummary({ ...ONLINE, synced: false }).detail).toBe('What you see is still being brought up to date.');
    expect(syncSummary({ ...ONLINE }).detail).toBe('You see what the server holds.');
  });

  it('does not look online during an attempt to reconnect', () => {
    expect(syncSummary({ ...ONLINE, state: 'connecting' }, { offline: true }).text).toBe('Offline');
  });
});
