import type { Interest } from '../interest/interest.ts';
import type { LeaderReport } from './leader-report.ts';

/** What the tabs of one user tell each other. `from` is the sender's tab id. */
export type TabMessage =
  /** The leader lives; its term and what every tab should show. */
  | { readonly type: 'beat'; readonly from: string; readonly term: number; readonly report: LeaderReport }
  /** A new leader, or a new tab, asks everybody to say what it needs to know. */
  | { readonly type: 'hello'; readonly from: string }
  /** Everything that a tab shows. Sent when it changes, and on `hello`. */
  | { readonly type: 'interest'; readonly from: string; readonly interest: Interest }
  /** The tab is closed, or shows nothing to anybody until it says its interest again. */
  | { readonly type: 'bye'; readonly from: string }
  /** Somebody looks at a tab: the leader should see to its connection. */
  | { readonly type: 'wake'; readonly from: string }
  /** The user has signed in again. */
  | { readonly type: 'auth-changed'; readonly from: string }
  /** The store is being wiped: close it and show nothing of it. */
  | { readonly type: 'signed-out'; readonly from: string };

const TYPES: ReadonlySet<string> = new Set(['beat', 'hello', 'interest', 'bye', 'wake', 'auth-changed', 'signed-out']);

/** A message of ours, or undefined: another release of the application may be open in another tab. */
export function asTabMessage(message: unknown): TabMessage | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('from' in message)) return undefined;
  return typeof message.type === 'string' && TYPES.has(message.type) ? (message as TabMessage) : undefined;
}
