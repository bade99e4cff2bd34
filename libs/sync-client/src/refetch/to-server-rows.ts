import type { Row } from '@tidemark/protocol';

import type { ServerRow } from '../store/record-store.ts';

/** The rows of an answer, each with whether the user may only read it. */
export function toServerRows(answer: {
  readonly entityCode: string;
  readonly items: readonly Row[];
  readonly readOnly: readonly string[];
}): ServerRow[] {
  const readOnly = new Set(answer.readOnly);
  return answer.items.map((row) => ({ entityCode: answer.entityCode, row, readOnly: readOnly.has(row.id) }));
}
