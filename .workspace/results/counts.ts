/** What one part of the test run counted. */
export interface Counts {
  /** Name for people, such as `unit: api` or `lint`. */
  readonly name: string;
  readonly passed: number;
  readonly skipped: number;
  /** One line per failure: a test's name, or a check's. */
  readonly failures: readonly string[];
}
