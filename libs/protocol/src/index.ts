export { type AuthMessage, authSchema } from './client/auth.ts';
export { type PingMessage, pingSchema } from './client/ping.ts';
export {
  type Scope,
  scopeSchema,
  scopeValueSchema,
  type SubscribeMessage,
  subscribeSchema,
} from './client/subscribe.ts';
export { type UnsubscribeMessage, unsubscribeSchema } from './client/unsubscribe.ts';
export { type UnsubscribeAllMessage, unsubscribeAllSchema } from './client/unsubscribe-all.ts';
export { type ClientMessage, clientMessageSchema } from './client-message.ts';
export { CloseCode } from './close-code.ts';
export { type CatalogueEntry, ERROR_CATALOGUE, type ErrorCode } from './error-catalogue.ts';
export { entityCodeSchema, entityIdSchema, refSchema, type SnapshotToken, snapshotTokenSchema } from './ids.ts';
export { DEFAULT_HEARTBEAT_MS, DEFAULT_LIMITS, type Limits } from './limits.ts';
export {
  type FetchRequest,
  fetchRequestSchema,
  type FetchResponse,
  fetchResponseSchema,
  MAX_FETCH_IDS,
} from './rest/fetch.ts';
export { type Problem, problemSchema } from './rest/problem.ts';
export {
  MAX_PUSH_MUTATIONS,
  mutationSchema,
  type PushMutation,
  type PushRequest,
  pushRequestSchema,
  type PushResponse,
  pushResponseSchema,
  type PushResult,
  pushResultSchema,
} from './rest/push.ts';
export { type Page, pageSchema, type Row, rowSchema, SNAPSHOT_HEADER } from './rest/row.ts';
export {
  type LoginRequest,
  loginRequestSchema,
  type Role,
  roleSchema,
  type SessionResponse,
  sessionSchema,
  type User,
  userSchema,
  type WsTicketResponse,
  wsTicketSchema,
} from './rest/session.ts';
export { type AuthExpiringMessage, authExpiringSchema } from './server/auth-expiring.ts';
export { type ConnectedMessage, connectedSchema } from './server/connected.ts';
export { type ErrorMessage, errorSchema } from './server/error.ts';
export {
  type InvalidateMessage,
  invalidateSchema,
  type SignalAction,
  signalActionSchema,
  type SignalChange,
  signalChangeSchema,
} from './server/invalidate.ts';
export { type PongMessage, pongSchema } from './server/pong.ts';
export { type ResyncMessage, type ResyncReason, resyncReasonSchema, resyncSchema } from './server/resync.ts';
export { type SubscribedMessage, subscribedSchema } from './server/subscribed.ts';
export { type UnsubscribedMessage, unsubscribedSchema } from './server/unsubscribed.ts';
export { type ServerMessage, serverMessageSchema } from './server-message.ts';
export {
  BEARER_SUBPROTOCOL_PREFIX,
  MIN_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
  SUBPROTOCOL,
  SYNC_PATH,
} from './version.ts';
