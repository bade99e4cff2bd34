import { parseLiveOptions } from './live-options.ts';

it('every option has a default', () => {
  const { enabled, socket, tail, pod } = parseLiveOptions(undefined);
  expect(enabled).toBe(true);
  expect(socket).toMatchObject({ idsPerMessage: 1_000, subscriptionsPerConnection: 10_000, connectionsPerUser: 20 });
  expect(tail).toMatchObject({ busyMs: 10, idleMs: 100 });
  expect(pod.timeoutMs).toBe(30_000);
});

it('one error lists every key that is wrong', () => {
  const wrong = { socket: { heartbeatMs: -1, nope: 1 }, tail: { busyMs: 'soon' } };
  expect(() => parseLiveOptions(wrong as never)).toThrow(/live\.socket\.heartbeatMs[\s\S]*live\.tail\.busyMs/);
  expect(() => parseLiveOptions(wrong as never)).toThrow(/nope/);
});
