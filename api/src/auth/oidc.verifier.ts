import { createHash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@tidemark/protocol';
import { type Session, SyncDatabase } from '@tidemark/sync-server';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';

import { CONFIG, type Config } from '../config/config.ts';
import { unauthenticated } from './access-token.issuer.ts';

/** Asymmetric only: a token that is signed with the public key as an HMAC secret must not pass. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/**
 * $1 user name, $2 when the token was issued (seconds since the epoch): one from before a sign-out everywhere is void.
 */
const FIND_PERSON = `SELECT p.id, p.username, p.fname || ' ' || p.lname AS name, p.person_type AS role,
    EXISTS (SELECT FROM app.revocation r WHERE r.person_id = p.id AND r.session_id IS NULL AND r.revoked_ts >= to_timestamp($2)) AS revoked
  FROM app.person p WHERE p.username = lower($1) AND p.active`;

/**
 * Accepts access tokens of an OpenID provider, where one is configured. The person is the one whose user name the token
 * names (`preferred_username`, else an `email` that the provider has verified); whoever has no row in `app.person` is
 * not let in.
 */
@Injectable()
export class OidcVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: SyncDatabase,
  ) {
    const url = config.OIDC_JWKS_URL;
    this.keys = url === undefined ? undefined : createRemoteJWKSet(new URL(url));
  }

  /** Whether this token claims to come from the provider; only then is `verify` asked. */
  isFromProvider(token: string): boolean {
    if (!this.keys) return false;
    try {
      return decodeJwt(token).iss === this.config.OIDC_ISSUER;
    } catch {
      return false;
    }
  }

  /** Rejects with UNAUTHENTICATED. */
  async verify(token: string): Promise<Session> {
    if (!this.keys) throw unauthenticated();
    const { OIDC_ISSUER: issuer = '', OIDC_AUDIENCE: audience = '' } = this.config;
    const { payload } = await jwtVerify(token, this.keys, { algorithms: ALGORITHMS, issuer, audience }).catch(
      (cause: unknown) => {
        throw unauthenticated(cause);
      },
    );
    const { sub = '', iat = 0, exp, sid, preferred_username: preferred, email, email_verified: isVerified } = payload;
    const username = typeof preferred === 'string' ? preferred : isVerified === true ? email : undefined;
    if (typeof username !== 'string' || exp === undefined) throw unauthenticated();
    const found = await this.database.api.query<{
      id: string;
      username: string;
      name: string;
      role: Role;
      revoked: boolean;
    }>(FIND_PERSON, [username, iat]);
    const [person] = found.rows;
    if (!person || person.revoked) throw unauthenticated();
    const sessionId = stableUuid(`${issuer}|${typeof sid === 'string' ? sid : sub}`);
    return {
      personId: person.id,
      sessionId,
      username: person.username,
      name: person.name,
      role: person.role,
      expiresAtMs: exp * 1000,
    };
  }
}

/** A UUID (version 8, RFC 9562) that is the same for the same text: the provider's session ids need not be UUIDs. */
function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
