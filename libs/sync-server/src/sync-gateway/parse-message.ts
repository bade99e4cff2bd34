import {
  authSchema,
  type ClientMessage,
  type ErrorCode,
  pingSchema,
  refSchema,
  subscribeSchema,
  unsubscribeAllSchema,
  unsubscribeSchema,
} from '@tidemark/protocol';
import type { z } from 'zod';

type Ref = z.infer<typeof refSchema>;

/** A message that a client may send, or why it is not one. Text in `problem` never repeats what was sent. */
export type Parsed =
  | { readonly message: ClientMessage; readonly problem?: undefined; readonly ref?: Ref }
  | { readonly message?: undefined; readonly problem: Refusal; readonly ref?: Ref };

export interface Refusal {
  readonly code: ErrorCode;
  readonly detail: string;
}

// A Map, so that `__proto__` and `constructor` are unknown types like any other.
const SCHEMAS = new Map<string, z.ZodType<ClientMessage>>([
  ['SUBSCRIBE', subscribeSchema],
  ['UNSUBSCRIBE', unsubscribeSchema],
  ['UNSUBSCRIBE_ALL', unsubscribeAllSchema],
  ['PING', pingSchema],
  ['AUTH', authSchema],
]);

/** Reads a text frame. Never throws. */
export function parseMessage(text: string, limits: { idsPerMessage: number }): Parsed {
  if (text.trim() === '') return refuse('BAD_MESSAGE', 'The frame is empty; send a JSON object.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('BAD_JSON', 'The frame is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('BAD_MESSAGE', 'A message is a JSON object with a type.');
  }
  const { type, ref: givenRef } = value as { type?: unknown; ref?: unknown };
  const ref = refSchema.safeParse(givenRef).data;
  if (typeof type !== 'string') return refuse('BAD_MESSAGE', 'type: must be a string.', ref);
  const schema = SCHEMAS.get(type);
  if (!schema) return refuse('UNKNOWN_TYPE', 'The type is not one that a client may send.', ref);
  if (idCount(value) > limits.idsPerMessage) {
    return refuse('LIMIT_BATCH', `At most ${limits.idsPerMessage} ids fit in one message; split it.`, ref);
  }
  if (hasHiddenField(value)) return refuse('BAD_SCOPE', 'scope: __proto__ is not a filter of any entity.', ref);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { message: parsed.data, ref };
  return { problem: explain(parsed.error.issues[0]), ref };
}

function refuse(code: ErrorCode, detail: string, ref?: Ref): Parsed {
  return { problem: { code, detail }, ref };
}

/** Counted before the schema looks at each, which a frame full of ids would make expensive. */
function idCount(value: object): number {
  const { payload } = value as { payload?: unknown };
  if (typeof payload !== 'object' || payload === null) return 0;
  const { entityIds } = payload as { entityIds?: unknown };
  return Array.isArray(entityIds) ? entityIds.length : 0;
}

/** The schema would drop such a field unseen, and what remains would be a wider scope than the one that was asked for. */
function hasHiddenField(value: object): boolean {
  const { payload } = value as { payload?: { scope?: unknown } | null };
  const scope = payload?.scope;
  return typeof scope === 'object' && scope !== null && Object.hasOwn(scope, '__proto__');
}

/** Names the field and its rule. Unknown fields are named too, up to a length; their names are what was sent. */
function explain(issue: z.core.$ZodIssue | undefined): Refusal {
  const [, field, ...rest] = issue?.path ?? [];
  if (field === 'entityIds' && rest.length > 0) return { code: 'BAD_ID', detail: 'Each of entityIds must be a UUID.' };
  if (field === 'since') return { code: 'BAD_TOKEN', detail: 'since: must be a snapshot token that this server gave.' };
  if (field === 'scope') {
    return { code: 'BAD_SCOPE', detail: 'scope: must be an object of field names with text, number, boolean or null.' };
  }
  const path = (issue?.path ?? []).map(String).join('.') || 'message';
  if (issue?.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => key.slice(0, 40)).slice(0, 5);
    return { code: 'BAD_MESSAGE', detail: `${path}: unknown field ${keys.join(', ')}.` };
  }
  return { code: 'BAD_MESSAGE', detail: `${path}: ${issue?.message ?? 'malformed'}.` };
}
