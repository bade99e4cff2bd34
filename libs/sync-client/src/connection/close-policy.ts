import { CloseCode } from '@tidemark/protocol';

/** What a close code asks of the client. */
export interface ClosePolicy {
  /** Whether the next attempt needs a token that is newer than the one in hand. */
  readonly refreshToken: boolean;
  /** Not to be back before then, in milliseconds. */
  readonly minDelayMs: number;
}

/** After a close that a quick retry would only repeat: a limit, or a message that the server did not understand. */
const LONG_DELAY_MS = 10_000;

/** Of handshakes that fail in a row, each of this many comes with a fresh token. */
const REFRESH_EVERY = 4;

/** `{"retryAfterMs": n}` in the reason of a 1012. */
function retryAfterMs(reason: string): number {
  try {
    const parsed: unknown = JSON.parse(reason);
    const value = typeof parsed === 'object' && parsed !== null && 'retryAfterMs' in parsed ? parsed.retryAfterMs : 0;
    return typeof value === 'number' && value >= 0 ? value : 0;
  } catch {
    return 0;
  }
}

/**
 * What to do after a close. A handshake that was refused looks to a browser like any other failure, so one that never
 * opened may have been a 401: the first such failure refreshes the token, and then every fourth (`failures` counts
 * them), because the token may expire while there is no connection.
 */
export function closePolicy(
  close: { code: number; reason: string },
  handshake: { wasOpen: boolean; failures: number },
): ClosePolicy {
  if (!handshake.wasOpen) return { refreshToken: handshake.failures % REFRESH_EVERY === 0, minDelayMs: 0 };
  switch (close.code) {
    case CloseCode.Unauthenticated:
    case CloseCode.Forbidden:
      return { refreshToken: true, minDelayMs: 0 };
    case CloseCode.Restart:
      return { refreshToken: false, minDelayMs: retryAfterMs(close.reason) };
    case CloseCode.RateLimit:
    case CloseCode.Policy:
    case CloseCode.Unsupported:
    case CloseCode.TooBig:
    case CloseCode.ProtocolError:
    case CloseCode.InvalidUtf8:
      return { refreshToken: false, minDelayMs: LONG_DELAY_MS };
    default:
      return { refreshToken: false, minDelayMs: 0 };
  }
}
