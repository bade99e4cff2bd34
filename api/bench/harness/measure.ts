import type { Figure } from './figure.ts';
import type { Stage } from './stage.ts';

/** One thing that is measured; can run alone. */
export interface Measure {
  /** Given on the command line. */
  readonly name: string;
  readonly title: string;
  run(stage: Stage, options: MeasureOptions): Promise<Figure[]>;
}

export interface MeasureOptions {
  /** Factor on all durations and repetitions; 1 for figures to quote. */
  readonly scale: number;
  /** Says what is going on. */
  readonly say: (line: string) => void;
}
