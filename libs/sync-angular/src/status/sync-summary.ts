import type { SyncProblem, SyncStatus } from '@tidemark/sync-client';

import { isOffline } from './is-offline.ts';

export type SummaryKind = 'saved' | 'saving' | 'connecting' | 'offline' | 'late' | 'sign-in' | 'attention' | 'storage';

/** The status in a few words for people. `kind` chooses icon and colour; the words alone say the same. */
export interface SyncSummary {
  readonly kind: SummaryKind;
  readonly text: string;
  /** The whole sentence, for the tooltip and for assistive technology. */
  readonly detail: string;
}

/**
 * Says the most important thing first: what the user must do, then what is at risk, then what is under way.
 * "All changes saved" is said only while nothing is pending or refused and the server is in reach and up to date.
 *
 * @param options `offline` is `Sync.offline`; without it an attempt to reconnect looks like a first one
 */
export function syncSummary(status: SyncStatus, { offline = isOffline(status) } = {}): SyncSummary {
  const { state, pending, refused, synced, transport, late, error } = status;
  if (error?.code.startsWith('STORAGE'))
    return summary('storage', 'Storage problem', `This browser cannot keep your data: ${error.message}`);
  if (state === 'needs-auth') return summary('sign-in', 'Sign in again', `Your session has ended. ${waiting(pending)}`);
  if (refused > 0) {
    const text = `${refused} ${refused === 1 ? 'needs' : 'need'} attention`;
    return summary(
      'attention',
      text,
      `${changes(refused)} could not be saved and ${refused === 1 ? 'waits' : 'wait'} for you.`,
    );
  }
  if (offline)
    return summary(
      'offline',
      pending ? `Offline, ${pending} waiting` : 'Offline',
      `You can go on working. ${waiting(pending)}`,
    );
  if (late)
    return summary(
      'late',
      pending ? `Delayed, ${pending} waiting` : 'Updates delayed',
      `The server is behind at the moment; what you see may be out of date. You can go on working. ${waiting(pending)}`,
    );
  if (pending > 0) return summary('saving', `Saving ${pending}…`, `Sending ${changes(pending)} to the server.`);
  if (state === 'online' && error) return summary('late', 'Updates incomplete', incomplete(error));
  if (state === 'online') {
    const seen = synced ? 'You see what the server holds.' : 'What you see is still being brought up to date.';
    const polled = 'Live updates are off; what you see is checked every few seconds.';
    return summary('saved', 'All changes saved', transport === 'websocket' ? seen : polled);
  }
  return summary('connecting', 'Connecting…', 'Opening the connection to the server.');
}

function summary(kind: SummaryKind, text: string, detail: string): SyncSummary {
  return { kind, text, detail: detail.trim() };
}

function incomplete({ code, message }: SyncProblem): string {
  const reason =
    code === 'LIMIT_SUBSCRIPTIONS'
      ? 'More is open than can be at once. Close tabs that you do not need.'
      : `${message} Reload the page to try again.`;
  return `Not all of what you see is kept up to date: ${reason}`;
}

function changes(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

function waiting(pending: number): string {
  if (pending === 0) return 'Nothing is waiting to be sent.';
  return `${changes(pending)} ${pending === 1 ? 'is' : 'are'} kept in this browser and sent later.`;
}
