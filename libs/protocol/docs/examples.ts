/** One example of each message; a test holds them against the schemas. */
export const EXAMPLES: Readonly<Record<string, object>> = {
  SUBSCRIBE: {
    type: 'SUBSCRIBE',
    payload: {
      entityCode: 'task',
      entityIds: ['0198f3c2-8a5e-7cc1-9d42-3f6f0a1b2c3d'],
      since: '812:815:813',
    },
    ref: 1,
  },
  UNSUBSCRIBE: { type: 'UNSUBSCRIBE', payload: { entityCode: 'task', scope: { status: 'todo' } }, ref: 2 },
  UNSUBSCRIBE_ALL: { type: 'UNSUBSCRIBE_ALL' },
  PING: { type: 'PING', ref: 3 },
  AUTH: { type: 'AUTH', payload: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl' } },
  CONNECTED: {
    type: 'CONNECTED',
    payload: {
      connectionId: '6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9',
      protocol: 1,
      limits: {
        idsPerMessage: 1000,
        subscriptionsPerConnection: 10000,
        connectionsPerUser: 20,
        frameBytes: 65536,
        messagesPerSecond: 20,
        messageBurst: 100,
      },
      heartbeatMs: 25000,
    },
  },
  SUBSCRIBED: {
    type: 'SUBSCRIBED',
    payload: { entityCode: 'task', count: 1, refused: [], snapshot: '816:816:' },
    ref: 1,
  },
  UNSUBSCRIBED: { type: 'UNSUBSCRIBED', payload: { count: 1 }, ref: 2 },
  INVALIDATE: {
    type: 'INVALIDATE',
    payload: {
      entityCode: 'task',
      changes: [{ entityId: '0198f3c2-8a5e-7cc1-9d42-3f6f0a1b2c3d', action: 'UPDATE', version: 7 }],
      timestamp: '2026-11-22T14:00:00.000Z',
      snapshot: '820:820:',
    },
  },
  RESYNC: { type: 'RESYNC', payload: { entityCode: 'task', reason: 'TOKEN_TOO_OLD' } },
  AUTH_EXPIRING: { type: 'AUTH_EXPIRING', payload: { inMs: 60000 } },
  PONG: { type: 'PONG', payload: { snapshot: '820:820:' }, ref: 3 },
  ERROR: {
    type: 'ERROR',
    payload: { code: 'UNKNOWN_ENTITY', message: 'No entity has this code.' },
    ref: 1,
  },
};
