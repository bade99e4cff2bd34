import { SORT_KEY_LENGTH } from '@tidemark/entity-model';
import type { RxJsonSchema } from 'rxdb/plugins/core';

import type { StoredRecord } from './stored-record.ts';

/** Raised when documents written by an older release cannot be read as they are; see `upgrade-store.ts`. */
export const STORE_VERSION = 2;

const slot = { type: 'string', maxLength: SORT_KEY_LENGTH } as const;

/**
 * The one collection. RxDB's free edition opens at most 13 collections, so all entities share it, and the four slot
 * indexes serve whatever fields each definition maps to them. Indexed fields are required: `''` where unused.
 */
export const RECORD_SCHEMA: RxJsonSchema<StoredRecord> = {
  title: 'record',
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 110 },
    entityCode: { type: 'string', maxLength: 63 },
    id: { type: 'string', maxLength: 36 },
    version: { type: 'integer' },
    base: { type: ['object', 'null'] },
    readOnly: { type: 'boolean' },
    pending: { type: 'array', items: { type: 'object' } },
    refused: { type: 'array', items: { type: 'object' } },
    data: { type: ['object', 'null'] },
    list: { type: 'string', maxLength: 63 },
    queue: { type: 'string', maxLength: 36 },
    k0: slot,
    k1: slot,
    k2: slot,
    k3: slot,
  },
  required: ['key', 'entityCode', 'id', 'version', 'list', 'queue', 'k0', 'k1', 'k2', 'k3'],
  indexes: [['list', 'k0'], ['list', 'k1'], ['list', 'k2'], ['list', 'k3'], ['queue']],
};
