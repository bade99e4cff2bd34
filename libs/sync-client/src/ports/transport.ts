/** The part of an HTTP answer that the engine reads. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The body as JSON; rejects where it is not JSON. */
  json(): Promise<unknown>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Aborted when the engine stops waiting; the answer is then of no interest. */
  readonly signal?: AbortSignal;
}

/** The part of a WebSocket that the engine uses. `onclose` is called exactly once, also where it never opened. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((text: string) => void) | null;
  onclose: ((close: { code: number; reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** The only way to the server. Tests put a fake server here. */
export interface Transport {
  /** Rejects only where no answer came (network failure, abort); a 4xx or 5xx is an answer. */
  fetch(url: string, request: HttpRequest): Promise<HttpResponse>;
  openSocket(url: string, protocols: readonly string[]): Socket;
}
