import { hash } from '@node-rs/argon2';

/** argon2id with 19 MiB, 2 passes and 1 lane (OWASP's recommendation); the parameters are part of the result. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}
