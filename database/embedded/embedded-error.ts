/** A failure of the embedded PostgreSQL that the person at the terminal can act on: what happened, and the remedy. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}
