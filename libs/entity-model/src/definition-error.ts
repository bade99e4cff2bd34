/** Thrown at load when a definition breaks a rule: names the entity, the offending value, the rule and the next step. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';

  constructor(code: string, problems: readonly string[]) {
    super(`Entity '${code}': ${problems.join('; ')}.`);
  }
}
