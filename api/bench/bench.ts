import { latency } from './cases/latency.ts';
import { printTable, type Row, writeJson } from './world/report.ts';
import { createWorld } from './world/world.ts';

/**
 * `nx bench api [-- names... --quick]`: measures the built API against the bare reference, each figure in a world of its
 * own. Prints tables and writes `dist/bench/results.json`.
 */
const CASES = [latency];
const RESULTS = 'dist/bench/results.json';

const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !CASES.some((one) => one.name === name));
if (unknown.length > 0) {
  process.stderr.write(`No such case: ${unknown.join(', ')}. There are: ${CASES.map(({ name }) => name).join(', ')}\n`);
  process.exit(1);
}

const results: Record<string, Row[]> = {};
for (const { name, run } of CASES.filter((one) => names.length === 0 || names.includes(one.name))) {
  await using world = await createWorld();
  const rows = await run(world, { seconds: isQuick ? 3 : 20, isQuick });
  results[name] = rows;
  printTable(name, rows);
}
writeJson(RESULTS, results);
process.stdout.write(`\nFigures are in ${RESULTS}.\n`);
