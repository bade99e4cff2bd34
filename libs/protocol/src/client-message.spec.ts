import { clientMessageSchema } from './client-message.ts';
import { snapshotTokenSchema } from './ids.ts';
import { serverMessageSchema } from './server-message.ts';

const ID = '0198f3c2-8a5e-7cc1-9d42-3f6f0a1b2c3d';

describe('the original plan', () => {
  it.each([
    { type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [ID] } },
    { type: 'UNSUBSCRIBE', payload: { entityCode: 'project' } },
    { type: 'UNSUBSCRIBE', payload: { entityCode: 'project', entityIds: [ID] } },
    { type: 'UNSUBSCRIBE_ALL' },
    { type: 'PING' },
  ])('its message $type is understood', (message) => {
    expect(clientMessageSchema.safeParse(message).success).toBe(true);
  });

  it('its INVALIDATE is part of ours', () => {
    const payload = {
      entityCode: 'project',
      changes: [{ entityId: ID, action: 'UPDATE', version: 1 }],
      timestamp: '2026-11-22T14:00:00.000Z',
    };
    expect(serverMessageSchema.safeParse({ type: 'INVALIDATE', payload }).success).toBe(true);
  });
});

it('an upper-case id is folded', () => {
  const message = { type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: [ID.toUpperCase()] } };
  expect(clientMessageSchema.parse(message)).toMatchObject({ payload: { entityIds: [ID] } });
});

it.each(['812:815:', '812:815:813', '1:18446744073709551615:1,2'])('%s has the form of a snapshot token', (token) => {
  expect(snapshotTokenSchema.safeParse(token).success).toBe(true);
});

it.each(['', '1', '1:2', ':::', '1:2:3,', "1:2:3'; DROP", '١:٢:', `1:2:${'9,'.repeat(9_000)}9`])(
  '%s has not',
  (token) => {
    expect(snapshotTokenSchema.safeParse(token).success).toBe(false);
  },
);
