import type { Field } from './field.ts';

const system = { required: true, secret: false } as const;

/** The fields that every record has, set by the database, described like declared ones. */
export const SYSTEM_FIELDS = {
  id: { kind: 'ref', ...system, label: 'ID' },
  version: { kind: 'integer', ...system, label: 'Version', min: 1 },
  createdTs: { kind: 'timestamp', ...system, label: 'Created' },
  updatedTs: { kind: 'timestamp', ...system, label: 'Updated' },
} as const satisfies Record<string, Field>;

export type SystemFieldName = keyof typeof SYSTEM_FIELDS;

/** Whether a name is one of the fields that every record has. */
export function isSystemField(name: string): name is SystemFieldName {
  return Object.hasOwn(SYSTEM_FIELDS, name);
}
