/**
 * Keeps answers of different requests in order where versions cannot. A "gone" carries no version, so an older answer
 * that still has the row must not bring it back, nor an older "gone" take away what a later answer brought.
 *
 * Of two requests that were under way together nobody can say which was read first: the one that was sent first may
 * have been held up on its way. So an answer is admitted only if nothing that contradicts it was applied since its
 * request was sent; otherwise the record is asked for again, and that answer knows better than both.
 */
export class AnswerOrder {
  #last = 0;
  readonly #inFlight = new Set<number>();
  /** For each record, the last request that had been sent when it was said to be gone, or brought. */
  readonly #goneAt = new Map<string, number>();
  readonly #rowAt = new Map<string, number>();

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
    this.#rowAt.clear();
  }

  /** Whether a row of this request may be applied; if so, it is noted. */
  admitRow(request: number, key: string): boolean {
    if ((this.#goneAt.get(key) ?? 0) >= request) return false;
    this.#rowAt.set(key, this.#last);
    return true;
  }

  /** Whether a "gone" of this request may be applied; if so, it is noted. */
  admitGone(request: number, key: string): boolean {
    if ((this.#rowAt.get(key) ?? 0) >= request) return false;
    this.#goneAt.set(key, this.#last);
    return true;
  }
}
