import { createHash } from 'node:crypto';

import { z } from 'zod';

import { clientMessageSchema } from './client-message.ts';
import { serverMessageSchema } from './server-message.ts';
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from './version.ts';

// The schemas of each version, condensed. When this fails, a message has changed: if a client or server that was
// released would stumble over it, raise PROTOCOL_VERSION and add a line of history; if it only adds what the other side
// may ignore, put the new fingerprint here.
const FINGERPRINTS: Readonly<Record<number, string>> = {
  1: '44f40b6fe8bd5775',
};

it('no message changes without notice', () => {
  const schemas = [clientMessageSchema, serverMessageSchema].map((schema) => z.toJSONSchema(schema, { io: 'input' }));
  const fingerprint = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
  expect(fingerprint).toBe(FINGERPRINTS[PROTOCOL_VERSION]);
});

it('speaks its own version and none that is newer', () => {
  expect(MIN_PROTOCOL_VERSION).toBeGreaterThanOrEqual(1);
  expect(MIN_PROTOCOL_VERSION).toBeLessThanOrEqual(PROTOCOL_VERSION);
});
