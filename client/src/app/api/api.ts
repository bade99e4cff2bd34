import { inject, Service } from '@angular/core';
import { problemSchema } from '@tidemark/protocol';
import { v7 } from 'uuid';

import { AuthSession } from '../auth/auth-session.ts';

/** The server answered, and not with what was asked for. The message is for people. */
export class RefusedRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the REST API for what does not go through the local store. Rejects with a message for people, `RefusedRequest`
 * where the server answered.
 */
@Service()
export class Api {
  private readonly session = inject(AuthSession);

  get(path: string, signal?: AbortSignal): Promise<unknown> {
    return this.send(path, signal ? { signal } : {});
  }

  /** A request without a body that has its effect once, however often it has to be sent. */
  post(path: string): Promise<unknown> {
    return this.send(path, { method: 'POST', headers: { 'idempotency-key': v7() } });
  }

  private async send(path: string, init: RequestInit): Promise<unknown> {
    let response = await this.request(path, await this.session.accessToken(), init);
    if (response.status === 401) {
      response = await this.request(path, await this.session.accessToken({ refresh: true }), init);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const problem = problemSchema.safeParse(body);
    throw new RefusedRequest(
      response.status,
      problem.success ? problem.data.detail || problem.data.title : `The server answered ${response.status}.`,
    );
  }

  private request(path: string, token: string | null, init: RequestInit): Promise<Response> {
    if (token === null) throw new Error('Sign in again to see this.');
    return fetch(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  }
}
