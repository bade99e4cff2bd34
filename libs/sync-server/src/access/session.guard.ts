import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { AppError } from '../errors/app-error.ts';
import { type Authenticator, SYNC_AUTHENTICATOR } from './authenticator.ts';
import { PUBLIC } from './public.ts';
import type { SignedInRequest } from './signed-in-request.ts';

/** A token as RFC 6750, 2.1 spells it. What does not look like one is refused without asking anybody. */
const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

/** Lets a request pass with a valid access token, or to a route marked `@Public()`; else UNAUTHENTICATED. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SYNC_AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {}

  /**
   * Rejects with UNAUTHENTICATED (401 and a challenge). Marks the request with its session for `@CurrentSession()` and
   * `@CurrentRequest()`.
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    if (!token) throw new AppError('UNAUTHENTICATED', undefined, { headers: { 'www-authenticate': 'Bearer' } });
    request.session = await this.authenticator.authenticateToken(token);
    return true;
  }
}
