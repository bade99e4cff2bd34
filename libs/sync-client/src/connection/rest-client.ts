import { type Problem, problemSchema } from '@tidemark/protocol';

import type { Clock } from '../ports/clock.ts';
import type { HttpResponse, Transport } from '../ports/transport.ts';
import { isRetryable } from './is-retryable.ts';
import { unexplainedProblem } from './unexplained-problem.ts';

/** What came of a request. A failure is a value: nothing here rejects. */
export type RestOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; header(name: string): string | null }
  /** A 4xx that repeating will not change. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** A 4xx that is not the API's, which always names its reason: something on the way let nothing, or not this, through. */
  | { readonly kind: 'blocked'; readonly problem: Problem }
  /** No answer, or one of the kind "try again later". */
  | { readonly kind: 'retry'; readonly problem?: Problem }
  /** There is no valid access token: the user has to sign in. */
  | { readonly kind: 'signed-out' };

export interface RestRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestClientOptions {
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timeoutMs: number;
  accessToken(options?: { refresh?: boolean }): Promise<string | null>;
}

/** The server may ask to be left alone for this long at most, in milliseconds: somebody waits. */
const LONGEST_REST_MS = 60_000;

/**
 * Requests with the access token; a 401 refreshes it once. Every answer is read to its end or given up in time. Where
 * an answer says when to try again (`Retry-After`), all requests wait until then.
 */
export class RestClient {
  readonly #options: RestClientOptions;
  #isReachable = false;
  /** Milliseconds since the epoch. */
  #restsUntil = 0;
  /** Counts sign-ins: a verdict from before the last one is void. */
  #signIns = 0;

  constructor(options: RestClientOptions) {
    this.#options = options;
  }

  /** Whether the last request was answered. */
  get isReachable(): boolean {
    return this.#isReachable;
  }

  /** To be called when the user has signed in again. */
  authChanged(): void {
    this.#signIns += 1;
  }

  async request(request: RestRequest): Promise<RestOutcome> {
    const signIns = this.#signIns;
    await this.#rest();
    const outcome = await this.#attempt(request);
    return outcome.kind === 'signed-out' && signIns !== this.#signIns ? { kind: 'retry' } : outcome;
  }

  async #rest(): Promise<void> {
    const { clock } = this.#options;
    const restMs = Math.min(this.#restsUntil - clock.now(), LONGEST_REST_MS);
    if (restMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, restMs));
  }

  async #attempt(request: RestRequest): Promise<RestOutcome> {
    try {
      const first = await this.#send(request, false);
      this.#isReachable = true;
      return first === 'unauthenticated' ? await this.#again(request) : first;
    } catch {
      this.#isReachable = false;
      return { kind: 'retry' };
    }
  }

  async #again(request: RestRequest): Promise<RestOutcome> {
    const second = await this.#send(request, true);
    return second === 'unauthenticated' ? { kind: 'signed-out' } : second;
  }

  async #send(request: RestRequest, refresh: boolean): Promise<RestOutcome | 'unauthenticated'> {
    const { apiUrl, transport, clock, timeoutMs, accessToken } = this.#options;
    const token = await accessToken({ refresh });
    if (token === null) return { kind: 'signed-out' };
    const aborted = new AbortController();
    let giveUp: (reason: Error) => void = () => undefined;
    const timer = clock.setTimeout(() => {
      giveUp(new Error(`no answer within ${timeoutMs} ms`));
      aborted.abort();
    }, timeoutMs);
    const late = new Promise<never>((_, reject) => (giveUp = reject));
    try {
      const response = await Promise.race([
        late,
        transport.fetch(`${apiUrl}${request.path}`, {
          method: request.method,
          headers: {
            authorization: `Bearer ${token}`,
            accept: 'application/json',
            ...(request.body !== undefined && { 'content-type': 'application/json' }),
            ...request.headers,
          },
          ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
          signal: aborted.signal,
        }),
      ]);
      const restMs = retryAfterMs(response);
      if (restMs > 0) this.#restsUntil = clock.now() + restMs;
      return await Promise.race([late, classify(response)]);
    } finally {
      clock.clearTimeout(timer);
    }
  }
}

async function classify(response: HttpResponse): Promise<RestOutcome | 'unauthenticated'> {
  const { status, headers } = response;
  if (status === 401) return 'unauthenticated';
  if ((status >= 200 && status < 300) || status === 304) {
    const body = status === 204 || status === 304 ? undefined : await response.json();
    return { kind: 'answer', status, body, header: (name) => headers.get(name) };
  }
  const body: unknown = await response.json().catch(() => undefined);
  const explained = problemSchema.safeParse(body);
  const problem = explained.success ? explained.data : unexplainedProblem(status);
  if (isRetryable(status)) return { kind: 'retry', problem };
  return { kind: explained.success ? 'refused' : 'blocked', problem };
}

/** Retry-After in its form of seconds. */
function retryAfterMs({ headers }: HttpResponse): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0;
}
