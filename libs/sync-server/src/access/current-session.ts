import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import { AppError } from '../errors/app-error.ts';
import type { Session } from './session.ts';
import type { SignedInRequest } from './signed-in-request.ts';

/** Parameter decorator: the session that the guard found. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { session } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!session) throw new AppError('UNAUTHENTICATED');
  return session;
});
