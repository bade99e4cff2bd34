import { inject, Service } from '@angular/core';
import { problemSchema } from '@tidemark/protocol';

import { AuthSession } from '../auth/auth-session.ts';

/** Reads from the REST API what is not in the local store. Rejects with a message for people. */
@Service()
export class Api {
  private readonly session = inject(AuthSession);

  async get(path: string, signal?: AbortSignal): Promise<unknown> {
    let response = await this.request(path, await this.session.accessToken(), signal);
    if (response.status === 401) {
      response = await this.request(path, await this.session.accessToken({ refresh: true }), signal);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const problem = problemSchema.safeParse(body);
    throw new Error(
      problem.success ? problem.data.detail || problem.data.title : `The server answered ${response.status}.`,
    );
  }

  private request(path: string, token: string | null, signal: AbortSignal | undefined): Promise<Response> {
    if (token === null) throw new Error('Sign in again to see this.');
    return fetch(path, { headers: { authorization: `Bearer ${token}` }, ...(signal && { signal }) });
  }
}
