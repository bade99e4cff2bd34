/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, or undefined where it is not JSON. */
  readonly body: unknown;
  readonly cookies: readonly string[];
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Makes requests as one person, over real HTTP. */
export class TestUser {
  constructor(
    readonly url: string,
    readonly token?: string,
    readonly id = '',
    readonly cookies: readonly string[] = [],
  ) {}

  get(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send('GET', path, undefined, options);
  }

  post(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.send('POST', path, body, options);
  }

  patch(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.send('PATCH', path, body, options);
  }

  delete(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, options);
  }

  /** Strings are sent as they are, everything else as JSON. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, signal }: RequestOptions = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: parse(text),
      cookies: response.headers.getSetCookie(),
    };
  }

  /** Creates a record and gives its row. Throws where it is refused. */
  async create(
    entityCode: string,
    fields: Record<string, unknown>,
  ): Promise<{ id: string; version: number } & Record<string, unknown>> {
    const answer = await this.post(`/api/v1/${entityCode}`, fields);
    if (answer.status !== 201) throw new Error(`creating a ${entityCode} failed: ${answer.text}`);
    return answer.body as { id: string; version: number };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
