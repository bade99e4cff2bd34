import { snapshotTokenSchema } from '@tidemark/protocol';

import { Signal } from '../subscription/signal.ts';
import { FrameCache } from './frame-cache.ts';
import { SignalQueue } from './signal-queue.ts';

const token = snapshotTokenSchema.parse('5:5:');

it('keeps the latest signal of a record', () => {
  const queue = new SignalQueue();
  queue.add(new Signal('task', '1', 'UPDATE', 3));
  queue.add(new Signal('task', '1', 'UPDATE', 2));
  queue.add(new Signal('task', '1', 'DELETE', 3));
  expect(queue.takeSignals(10)).toMatchObject([{ action: 'DELETE', version: 3 }]);
  expect(queue.isEmpty).toBe(true);
});

it('keeps a CREATE, which is fetched whatever version is known, where an UPDATE to the same version comes after it', () => {
  const queue = new SignalQueue();
  queue.add(new Signal('task', '1', 'CREATE', 3));
  queue.add(new Signal('task', '1', 'UPDATE', 3));
  expect(queue.takeSignals(10)).toMatchObject([{ action: 'CREATE', version: 3 }]);
  queue.add(new Signal('task', '1', 'CREATE', 3));
  queue.add(new Signal('task', '1', 'UPDATE', 4));
  expect(queue.takeSignals(10)).toMatchObject([{ action: 'UPDATE', version: 4 }]);
});

it('gives signals of one entity at a time, at most as many as asked for', () => {
  const queue = new SignalQueue();
  for (let n = 0; n < 5; n++) queue.add(new Signal('task', `${n}`, 'UPDATE', 1));
  queue.add(new Signal('project', '1', 'UPDATE', 1));
  expect([queue.takeSignals(3), queue.takeSignals(3), queue.takeSignals(3)].map((taken) => taken.length)).toEqual([
    3, 2, 1,
  ]);
});

it('a reader that falls too far behind is told to start over instead', () => {
  const queue = new SignalQueue();
  for (let n = 0; n <= 20_000; n++) queue.add(new Signal('task', `${n}`, 'UPDATE', 1));
  expect(queue.takeSignals(10)).toEqual([]);
  expect(queue.takeResync()).toEqual({ reason: 'TOO_MANY_CHANGES', entityCode: 'task' });
});

it('writes a frame once for all who are sent the same', () => {
  const cache = new FrameCache();
  const [one, two] = [new Signal('task', '1', 'UPDATE', 1), new Signal('task', '2', 'DELETE', 4)];
  const frame = cache.invalidate([one, two], token);
  expect(cache.invalidate([one, two], token)).toBe(frame);
  expect(cache.invalidate([one, two], undefined)).not.toBe(frame);
  expect(JSON.parse(frame.toString())).toMatchObject({
    type: 'INVALIDATE',
    payload: {
      entityCode: 'task',
      changes: [
        { entityId: '1', action: 'UPDATE', version: 1 },
        { entityId: '2', action: 'DELETE', version: 4 },
      ],
      snapshot: '5:5:',
    },
  });
});
