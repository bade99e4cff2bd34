/** When a row was brought last, as the number of the last request that had been sent by then, and by which request. */
interface Brought {
  readonly at: number;
  readonly by: number;
  /** `at` of the last request but this one. */
  readonly byOther: number;
}

/**
 * Keeps answers of different requests in order where versions cannot. A "gone" carries no version, so an older answer
 * that still has the row must not bring it back, nor an older "gone" take away what a later answer brought. Nor does a
 * version tell which of two answers about what the user may do with the record is the older one.
 *
 * Of two requests that were under way together nobody can say which was read first: the one that was sent first may
 * have been held up on its way. So an answer is admitted only if nothing that contradicts it was applied since its
 * request was sent; otherwise the record is asked for again, and that answer knows better than both.
 */
export class AnswerOrder {
  #last = 0;
  readonly #inFlight = new Set<number>();
  /** For each record, the last request that had been sent when it was said to be gone. */
  readonly #goneAt = new Map<string, number>();
  readonly #brought = new Map<string, Brought>();

  /** To be called when a request is sent; `end` with the same number when its answer is applied or given up. */
  begin(): number {
    this.#last += 1;
    this.#inFlight.add(this.#last);
    return this.#last;
  }

  end(request: number): void {
    this.#inFlight.delete(request);
    // Notes matter only to answers that were asked before them.
    if (this.#inFlight.size > 0) return;
    this.#goneAt.clear();
    this.#brought.clear();
  }

  /**
   * Whether a row of this request may be applied; if so, it is noted. With `isHeld` the row itself is known, and what
   * the user may do with it is said otherwise than by the answer before.
   */
  admitRow(request: number, key: string, { isHeld = false }: { readonly isHeld?: boolean } = {}): boolean {
    if ((this.#goneAt.get(key) ?? 0) >= request) return false;
    const { at = 0, by = 0, byOther: former = 0 } = this.#brought.get(key) ?? {};
    const byOther = by === request ? former : at;
    if (isHeld && byOther >= request) return false;
    this.#brought.set(key, { at: this.#last, by: request, byOther });
    return true;
  }

  /** Whether a "gone" of this request may be applied; if so, it is noted. */
  admitGone(request: number, key: string): boolean {
    if ((this.#brought.get(key)?.at ?? 0) >= request) return false;
    this.#goneAt.set(key, this.#last);
    return true;
  }
}
