import type { SeedProgress } from '../seeds/seed.ts';

/** Prints how far seeding is: one line that is rewritten on a terminal, a line per tenth elsewhere. */
export function showProgress(): (progress: SeedProgress) => void {
  let lastTenth = -1;
  return ({ entityCode, written, total }) => {
    const line = `${String(Math.floor((100 * written) / total)).padStart(3)} %  ${written.toLocaleString('en')} of ${total.toLocaleString('en')} records (${entityCode})`;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\u001b[K${line}${written === total ? '\n' : ''}`);
      return;
    }
    const tenth = Math.floor((10 * written) / total);
    if (tenth > lastTenth) process.stdout.write(`${line}\n`);
    lastTenth = Math.max(tenth, lastTenth);
  };
}
