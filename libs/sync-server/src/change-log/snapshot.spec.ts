import { snapshotTokenSchema } from '@tidemark/protocol';

import { includes, isAhead, isSound, parseSnapshot } from './snapshot.ts';

const token = (text: string) => snapshotTokenSchema.parse(text);

it('a token names the oldest running transaction, the next one, and those running', () => {
  expect(parseSnapshot(token('5:9:5,7'))).toEqual({ xmin: '5', xmax: '9', running: ['5', '7'] });
  expect(parseSnapshot(token('9:9:'))).toEqual({ xmin: '9', xmax: '9', running: [] });
});

it.each(['5:9:5,7', '1:1:', '4294967296:4294967300:4294967297'])('%s is sound', (text) => {
  expect(isSound(token(text))).toBe(true);
});

it.each(['9:5:', '0:5:', '5:9:4', '5:9:9', '5:9:7,6', '5:9:6,6', '1:99999999999999999999:'])('%s is not', (text) => {
  expect(isSound(token(text))).toBe(false);
});

it('a token is ahead of a snapshot that was taken before its transactions began', () => {
  expect(isAhead(token('10:10:'), token('5:9:5'))).toBe(true);
  expect(isAhead(token('5:9:5'), token('9:9:'))).toBe(false);
});

it.each([
  ['9:9:', '9:9:', true],
  ['9:12:10', '9:9:', true],
  ['5:9:5', '5:9:5,7', true],
  ['9:9:', '9:10:', false],
  ['5:9:5', '9:9:', false],
  ['5:12:5,7', '5:9:5', false],
])('%s includes %s: %s', (later, earlier, isIncluded) => {
  expect(includes(token(later), token(earlier))).toBe(isIncluded);
});
