import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { AppError, type SignedInRequest } from '@tidemark/sync-server';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Observable } from 'rxjs';

import { CONFIG, type Config } from '../config/config.ts';

/** At most so many requests of one user in one second, counted per pod. An interceptor, because guards find the user first. */
@Injectable()
export class RateLimitInterceptor implements NestInterceptor {
  private readonly limiter: RateLimiterMemory;

  constructor(@Inject(CONFIG) { REQUESTS_PER_SECOND: points }: Pick<Config, 'REQUESTS_PER_SECOND'>) {
    this.limiter = new RateLimiterMemory({ points, duration: 1 });
  }

  /** Requests without a session pass: sign-in has a limiter of its own, everything else is refused by the guard. */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const { session } = context.switchToHttp().getRequest<SignedInRequest>();
    if (session) await this.take(session.personId);
    return next.handle();
  }

  /** Rejects with RATE_LIMITED and the whole seconds until the next request may pass. */
  private async take(personId: string): Promise<void> {
    try {
      await this.limiter.consume(personId);
    } catch (refused) {
      const { msBeforeNext = 1_000 } = refused as RateLimiterRes;
      throw new AppError('RATE_LIMITED', undefined, { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
    }
  }
}
