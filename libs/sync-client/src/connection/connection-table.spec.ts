import { CONNECTION_STATES } from './connection-state.ts';
import { CONNECTION_EVENTS, CONNECTION_TABLE, type ConnectionEvent, type Transition } from './connection-table.ts';

const cells = CONNECTION_STATES.flatMap((state) =>
  CONNECTION_EVENTS.map((event) => [state, event, CONNECTION_TABLE[state][event]] as const),
);

it('has no hole: every state answers every event', () => {
  expect(cells.every(([, , cell]) => CONNECTION_STATES.includes(cell.next))).toBe(true);
  expect(Object.keys(CONNECTION_TABLE)).toHaveLength(CONNECTION_STATES.length);
});

it('does not compile with a hole', () => {
  const { greeted: _, ...holed } = CONNECTION_TABLE.idle;
  // @ts-expect-error -- the event `greeted` is missing
  const row: Readonly<Record<ConnectionEvent, Transition>> = holed;
  expect(row).toBeDefined();
});

it('never leaves stopped', () => {
  for (const event of CONNECTION_EVENTS)
    expect(CONNECTION_TABLE.stopped[event]).toEqual({ next: 'stopped', effects: [] });
});

it('opens a socket exactly where it says that it connects', () => {
  for (const [state, event, { next, effects }] of cells) {
    if (effects.includes('open')) expect([state, event, next]).toEqual([state, event, 'connecting']);
    if (next === 'connecting' && state !== 'connecting')
      expect([state, event, effects]).toEqual([state, event, ['open']]);
  }
});

it('drops the socket whenever it leaves the states that have one', () => {
  for (const [state, event, { next, effects }] of cells) {
    const hadSocket = state === 'connecting' || state === 'online';
    const hasSocket = next === 'connecting' || next === 'online';
    if (hadSocket && !hasSocket) expect([state, event, effects[0]]).toEqual([state, event, 'drop']);
  }
});

it('waits only with a delay running', () => {
  for (const [state, event, { next, effects }] of cells) {
    if (next === 'waiting' && state !== 'waiting')
      expect([state, event, effects.includes('delay')]).toEqual([state, event, true]);
  }
});

it('can be stopped, and told that the token is missing, from everywhere', () => {
  for (const state of CONNECTION_STATES) {
    expect(CONNECTION_TABLE[state].stop.next).toBe('stopped');
    if (!['idle', 'stopped'].includes(state)) expect(CONNECTION_TABLE[state]['token-missing'].next).toBe('needs-auth');
  }
});
