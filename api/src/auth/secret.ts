import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as URL-safe text: refresh tokens and tickets. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret. A plain hash is enough for 256 random bits: there is nothing to guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
