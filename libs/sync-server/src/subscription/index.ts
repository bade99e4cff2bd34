// `@tidemark/sync-server/subscription`: matching without Nest, so that plain Node can run it (a benchmark does).
export type { Change } from '../change-log/change.ts';
export type { AccessReader, Wants } from './access.reader.ts';
export { Holdings } from './holdings.ts';
export { MatchIndex } from './match-index.ts';
export { SignalRouter } from './signal-router.ts';
export type { Subscriber } from './subscriber.ts';
