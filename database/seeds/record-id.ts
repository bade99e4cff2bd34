import { createHash } from 'node:crypto';

/**
 * The id of the n-th seeded record of an entity: the same in every run, and computed rather than remembered, so that two
 * million records can refer to each other without a table of ids in memory. A version 8 UUID (custom) by RFC 9562.
 */
export function recordId(entityCode: string, index: number): string {
  const hex = createHash('md5').update(`tidemark/${entityCode}/${index}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
