export { FakeAuthenticator, fakeToken } from './fake-authenticator.ts';
export { type FrameOptions, type RawAnswer, rawFrame, type RawRequest, RawSocket } from './raw-socket.ts';
export { type Received, TestSocket } from './test-socket.ts';
