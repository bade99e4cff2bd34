import type { AbstractControl, ValidatorFn } from '@angular/forms';
import { type EntityDefinition, type Field, patchSchema } from '@tidemark/entity-model';

import { type ControlValue, fromControlValue } from './control-value.ts';

/**
 * Validates a control by the definition's own schema, the one that the server applies, and says what is wrong in
 * words: the error `problem` holds a sentence to show under the input.
 */
export function fieldValidator(entity: EntityDefinition, name: string, field: Field): ValidatorFn {
  const schema = patchSchema(entity);
  const label = field.label ?? name;
  return (control: AbstractControl<ControlValue>) => {
    const value = fromControlValue(field, control.value);
    if (value === null) return field.required ? { problem: `${label} is needed` } : null;
    const values: Record<string, unknown> = { [name]: value };
    for (const [first, second] of entity.ordered) {
      const firstField = entity.fields[first];
      if (second === name && firstField)
        values[first] = fromControlValue(firstField, control.parent?.get(first)?.value);
    }
    for (const key of Object.keys(values)) if (values[key] === null) delete values[key];
    const result = schema.safeParse(values);
    const issue = result.success ? undefined : result.error.issues.find((it) => it.path[0] === name);
    return issue ? { problem: `${label} ${issue.message}` } : null;
  };
}
