import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import { SessionGuard } from './session.guard.ts';

/** Closes every route that is not marked `@Public()` to callers without a session. Needs a global `SYNC_AUTHENTICATOR`. */
@Module({ providers: [{ provide: APP_GUARD, useClass: SessionGuard }] })
export class AccessModule {}
