/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Raw samples behind the value. */
  readonly n: number;
  /** The same measured on the bare reference, in the same run. */
  readonly reference?: number;
  readonly target?: Target;
  /** What a reader must know to judge the value. */
  readonly note?: string;
}

export interface Target {
  readonly text: string;
  readonly isMet: boolean;
}

export const atMost = (value: number, limit: number, unit: string): Target => ({
  text: `<= ${limit} ${unit}`,
  isMet: value <= limit,
});

export const atLeast = (value: number, limit: number, unit: string): Target => ({
  text: `>= ${limit.toLocaleString('en')} ${unit}`,
  isMet: value >= limit,
});

/** No more than `factor` times the reference. */
export const withinFactor = (value: number, factor: number, reference: number): Target => ({
  text: `<= ${factor}x reference`,
  isMet: value <= factor * reference,
});

export const asManyAs = (value: number, reference: number): Target => ({
  text: '>= reference',
  isMet: value >= reference,
});
