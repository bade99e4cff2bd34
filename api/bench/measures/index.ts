import type { Measure } from '../harness/measure.ts';
import { latency } from './latency.ts';

/** Every measure, in the order in which they run. */
export const MEASURES: readonly Measure[] = [latency];
