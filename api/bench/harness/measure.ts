import type { Figure } from './figure.ts';
import type { Stage } from './stage.ts';

/** One thing that is measured; can run alone. */
export type Measure = StagedMeasure | InProcessMeasure;

/** Measured on the running product. */
export interface StagedMeasure extends Named {
  run(stage: Stage, options: MeasureOptions): Promise<Figure[]>;
}

/** Measured in the bench's own process: nothing has to be started for it. */
export interface InProcessMeasure extends Named {
  runInProcess(options: MeasureOptions): Promise<Figure[]>;
}

interface Named {
  /** Given on the command line. */
  readonly name: string;
  readonly title: string;
}

export interface MeasureOptions {
  /** Factor on all durations and repetitions; 1 for figures to quote. */
  readonly scale: number;
  /** Says what is going on. */
  readonly say: (line: string) => void;
}
