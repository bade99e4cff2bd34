import { createHmac } from 'node:crypto';

/** The password of a login role, derived from a secret that only the owner has: nothing more need be stored. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}
