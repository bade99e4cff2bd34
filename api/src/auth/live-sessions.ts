import { Injectable } from '@nestjs/common';

import { SessionStore } from './session.store.ts';

/** How long an answer about a session counts, in milliseconds: a revoked one works at most this much longer on other pods. */
const FRESH_MS = 1_000;
/** Entries kept before the oldest is dropped. */
const MAX_ENTRIES = 50_000;

/** Whether sessions are still live, remembered for a second so that a busy client does not ask the database each time. */
@Injectable()
export class LiveSessions {
  private readonly known = new Map<string, { readonly live: Promise<boolean>; readonly untilMs: number }>();

  constructor(private readonly store: SessionStore) {}

  /** Requests at the same moment share one question. A question that fails is not remembered as an answer. */
  isLive(sessionId: string): Promise<boolean> {
    const now = Date.now();
    const entry = this.known.get(sessionId);
    if (entry && entry.untilMs > now) return entry.live;
    const live = this.store.isLive(sessionId);
    live.catch(() => this.forget(sessionId));
    this.known.delete(sessionId);
    this.known.set(sessionId, { live, untilMs: now + FRESH_MS });
    if (this.known.size > MAX_ENTRIES) this.forget(this.known.keys().next().value ?? '');
    return live;
  }

  /** Called where this pod has ended sessions: they end here at once. */
  forget(sessionId: string): void {
    this.known.delete(sessionId);
  }

  forgetAll(): void {
    this.known.clear();
  }
}
