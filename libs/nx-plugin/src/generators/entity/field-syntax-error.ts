/** Thrown where `--fields` cannot be read: names the field, what is wrong and what would be right. */
export class FieldSyntaxError extends Error {
  override readonly name = 'FieldSyntaxError';

  constructor(field: string, problem: string) {
    super(`--fields: '${field}': ${problem}`);
  }
}
