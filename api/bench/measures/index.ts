import type { Measure } from '../harness/measure.ts';
import { catchUp } from './catch-up.ts';
import { fanOut } from './fan-out.ts';
import { latency } from './latency.ts';
import { list } from './list.ts';
import { match } from './match.ts';
import { memory } from './memory.ts';
import { planMetrics } from './plan-metrics.ts';
import { subscribe } from './subscribe.ts';
import { sustained } from './sustained.ts';
import { throughput } from './throughput.ts';
import { writeCost } from './write-cost.ts';

/** Every measure, in the order in which they run: those that leave a long log behind come late. */
export const MEASURES: readonly Measure[] = [
  latency,
  fanOut,
  subscribe,
  list,
  memory,
  planMetrics,
  match,
  throughput,
  writeCost,
  catchUp,
  sustained,
];
