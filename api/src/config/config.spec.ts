import Fastify from 'fastify';

import { loadConfig } from './config.ts';

const load = (env: NodeJS.ProcessEnv) =>
  loadConfig({
    API_DATABASE_URL: 'postgres://api@localhost/tidemark',
    SYNC_DATABASE_URL: 'postgres://sync@localhost/tidemark',
    JWT_SECRET: 'a secret that only the tests use, 32+',
    ...env,
  });

describe('TRUST_PROXY', () => {
  it.each(['10.0.0.7', '10.0.0.0/8', '::1', 'fd00::/8', 'loopback', 'loopback, 10.0.0.7,uniquelocal'])(
    'may be %s',
    async (value) => {
      const { TRUST_PROXY: trustProxy } = load({ TRUST_PROXY: value });
      expect(trustProxy).toBe(value);
      await Fastify({ trustProxy }).close();
    },
  );

  it.each(['true', 'proxy.example', '10.0.0.256', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.7,'])(
    'may not be %s, and the message names it',
    (value) => {
      expect(() => load({ TRUST_PROXY: value })).toThrow('TRUST_PROXY: addresses (10.0.0.7), ranges');
    },
  );
});
