import { callerAddress } from './caller-address.ts';

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:51514', '203.0.113.9'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1'],
  ['unknown', '10.0.0.1'],
  ['_hidden', '10.0.0.1'],
  ['', '10.0.0.1'],
])('of a caller that is said to be %j it is %s', (ip, expected) => {
  expect(callerAddress({ ip, socket: { remoteAddress: '10.0.0.1' } })).toBe(expected);
});

it('is nothing where neither the request nor its socket has one', () => {
  expect(callerAddress({ ip: '', socket: {} })).toBeNull();
});
