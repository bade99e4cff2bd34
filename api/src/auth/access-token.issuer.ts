import { Inject, Injectable } from '@nestjs/common';
import { roleSchema } from '@tidemark/protocol';
import { AppError, type Session } from '@tidemark/sync-server';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

import { CONFIG, type Config } from '../config/config.ts';

/** Life of an access token, in seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/**
 * Claims `iss` and `aud` of our own tokens: a token that was signed for something else with the same secret does not
 * pass.
 */
const ISSUER = 'tidemark';
const AUDIENCE = 'tidemark-api';

/** Everything that a session needs, so that most requests ask nobody who is calling. */
const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: roleSchema,
  exp: z.number(),
});

/** Signs and checks our own access tokens: HS256 with the pods' shared secret, 15 minutes. */
@Injectable()
export class AccessTokenIssuer {
  private readonly key: Uint8Array;

  constructor(@Inject(CONFIG) config: Pick<Config, 'JWT_SECRET'>) {
    this.key = new TextEncoder().encode(config.JWT_SECRET);
  }

  /**
   * A token for fifteen minutes from now. Name and role inform the client; access is judged by the database's row
   * alone.
   */
  async issue({ personId, sessionId, username, name, role }: Omit<Session, 'expiresAtMs'>): Promise<string> {
    return new SignJWT({ sid: sessionId, username, name, role })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(personId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.key);
  }

  /** Rejects with UNAUTHENTICATED for anything but a token of ours that is in force; the reason stays in the log. */
  async verify(token: string): Promise<Session> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
      });
      const { sub, sid, username, name, role, exp } = claimsSchema.parse(payload);
      return { personId: sub, sessionId: sid, username, name, role, expiresAtMs: exp * 1000 };
    } catch (cause) {
      throw unauthenticated(cause);
    }
  }
}

/** 401 with the challenge that RFC 9110 asks for. */
export function unauthenticated(cause?: unknown): AppError {
  return new AppError('UNAUTHENTICATED', undefined, { cause, headers: { 'www-authenticate': 'Bearer' } });
}
