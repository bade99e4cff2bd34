import { type EntityDefinition, type Field, sentenceCase } from '@tidemark/entity-model';

/** Fixed, so that the document is the same on every start. */
const ID = '0198c5e2-7a11-7c3e-9b54-2f6d1c0a4e11';
const OTHER_ID = '0198c5e2-7a11-7c3e-9b54-2f6d1c0a4e12';
const MOMENT = '2026-11-22T14:00:00.000000Z';

/** The fields of a plausible CREATE: every required one and a few more. */
export function exampleInput(entity: EntityDefinition): Record<string, unknown> {
  const open = Object.entries(entity.fields).filter(([, field]) => !field.secret);
  return Object.fromEntries(
    open.filter(([, field]) => field.required).map(([name, field]) => [name, exampleValue(name, field)]),
  );
}

/** A plausible record, as a read answers it. */
export function exampleRow(entity: EntityDefinition): Record<string, unknown> {
  const open = Object.entries(entity.fields).filter(([, field]) => !field.secret);
  const fields = Object.fromEntries(open.map(([name, field]) => [name, exampleValue(name, field)]));
  return { id: ID, version: 3, createdTs: MOMENT, updatedTs: MOMENT, ...fields };
}

/**
 * A value that the field's own rule accepts, the default where it has one. Tests send it, so it must be valid, not only
 * plausible.
 */
function exampleValue(name: string, field: Field): unknown {
  if (field.default !== undefined) return field.default;
  switch (field.kind) {
    case 'text':
      return sentenceCase(name).slice(0, field.maxLength);
    case 'richText':
      return 'As agreed on Tuesday.';
    case 'email':
      return 'mia@example.com';
    case 'phone':
      return '+49 30 1234567';
    case 'url':
      return 'https://example.com';
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return Math.max(field.min ?? 0, Math.min(field.max ?? 100, 10));
    case 'currency':
    case 'choice':
      return field.values?.[0] ?? '';
    case 'boolean':
      return true;
    case 'date':
      return '2026-11-22';
    case 'timestamp':
      return MOMENT;
    case 'tags':
      return ['example'];
    case 'ref':
      return OTHER_ID;
  }
}
