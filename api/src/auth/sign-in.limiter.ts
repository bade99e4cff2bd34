import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@tidemark/sync-server';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

import { CONFIG, type Config } from '../config/config.ts';

/** Failures from one address, whatever the names, count this many times as much as those of one name. */
const ADDRESS_FACTOR = 10;

/**
 * Slows down guessing: failures count per name and address, and per address. Successes do not count, so people who
 * share an address do not lock each other out. Counted per pod.
 */
@Injectable()
export class SignInLimiter {
  private readonly byName: RateLimiterMemory;
  private readonly byAddress: RateLimiterMemory;

  constructor(@Inject(CONFIG) { SIGN_INS_PER_MINUTE: points }: Pick<Config, 'SIGN_INS_PER_MINUTE'>) {
    this.byName = new RateLimiterMemory({ points, duration: 60 });
    this.byAddress = new RateLimiterMemory({ points: points * ADDRESS_FACTOR, duration: 60 });
  }

  /** Takes one attempt. Rejects with RATE_LIMITED when too many have failed. */
  async take(username: string, ip: string | null): Promise<void> {
    try {
      await Promise.all([this.byName.consume(nameKey(username, ip)), this.byAddress.consume(String(ip))]);
    } catch (refused) {
      const { msBeforeNext = 60_000 } = refused as RateLimiterRes;
      throw new AppError('RATE_LIMITED', undefined, { retryAfterSeconds: Math.ceil(msBeforeNext / 1000) });
    }
  }

  /** Gives back the attempt of a sign-in that succeeded. */
  async succeed(username: string, ip: string | null): Promise<void> {
    await Promise.all([this.byName.delete(nameKey(username, ip)), this.byAddress.reward(String(ip))]);
  }
}

function nameKey(username: string, ip: string | null): string {
  return `${username.toLowerCase()}|${ip}`;
}
