/** Collects the values of a statement; `add` gives the placeholder. The only way for a value to enter a statement. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A statement ready to run. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}
