// npm run bench -- [measures] [--json] [--quick] [--size small|medium|large] [--keep folder]: see README.md in this folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { SIZES } from '@tidemark/database';

import type { Figure } from './harness/figure.ts';
import { Stage } from './harness/stage.ts';
import { table } from './harness/table.ts';
import { MEASURES } from './measures/index.ts';

const QUICK_SCALE = 0.2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    size: { type: 'string', default: 'medium' },
    keep: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !MEASURES.some((measure) => measure.name === name));
const size = SIZES.find((one) => one === values.size);
if (unknown.length > 0 || !size) {
  const names = MEASURES.map(({ name, title }) => `  ${name.padEnd(14)}${title}`).join('\n');
  process.stderr.write(
    `Measures:\n${names}\nSizes of the data: ${SIZES.join(', ')}. Not known: ${[...unknown, ...(size ? [] : [values.size])].join(', ')}\n`,
  );
  process.exit(1);
}

const say = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
const wanted = MEASURES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const scale = values.quick ? QUICK_SCALE : 1;
const startedAt = new Date();
const results: { measure: string; title: string; figures: Figure[] }[] = [];
const failures: string[] = [];

let stage: Stage | undefined;
const close = () => void Promise.resolve(stage?.close()).finally(() => process.exit(130));
process.once('SIGINT', close).once('SIGTERM', close);
const keep = values.keep === undefined ? {} : { keep: values.keep };
try {
  for (const measure of wanted) {
    const { name, title } = measure;
    say(name);
    try {
      const options = { scale, say };
      const figures =
        'run' in measure
          ? await measure.run((stage ??= await Stage.open({ size, say, ...keep })), options)
          : await measure.runInProcess(options);
      results.push({ measure: name, title, figures });
      process.stdout.write(`\n### ${title}\n\n${table(figures)}`);
    } catch (error) {
      failures.push(name);
      process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    }
    await stage?.clear();
  }
} finally {
  await stage?.close();
}

const figures = results.flatMap((result) => result.figures);
const missed = figures.filter(({ target }) => target && !target.isMet);
const machine = {
  cpus: os.cpus().length,
  model: os.cpus()[0]?.model,
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  loadAverage: os.loadavg()[0],
};
process.stdout.write(
  `\n${figures.length} figures, ${missed.length} targets missed${missed.map(({ name }) => `\n  missed: ${name}`).join('')}\n` +
    `${machine.cpus} x ${machine.model}, ${machine.memoryGiB} GiB, load ${machine.loadAverage?.toFixed(1)}, Node ${process.versions.node}, ${size} data\n`,
);
if (values.json) {
  const file = path.join('tmp/bench', `${startedAt.toISOString().replace(/[:.]/g, '-')}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ startedAt, scale, size, machine, node: process.versions.node, results, failures }, null, 2)}\n`,
  );
  process.stdout.write(`${file}\n`);
}
process.exit(failures.length > 0 ? 1 : 0);
