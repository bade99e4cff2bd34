/** NOTIFY channel of the reference. */
export const REFERENCE_CHANNEL = 'bench_change';
