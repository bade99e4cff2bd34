// Times the store in a real Chromium: `node libs/sync-client/bench/bench.mjs [--json]`. The browsers tried are the
// system's Chromium, where there is one, and the one that the npm package @sparticuz/chromium brings.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { chromium } from '@playwright/test';
import { build } from 'esbuild';

const page = fileURLToPath(new URL('page.ts', import.meta.url));
const bundle = await build({
  entryPoints: [page],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  logLevel: 'error',
});
const script = bundle.outputFiles[0].text;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

async function browsers() {
  const found = ['/usr/bin/chromium', '/usr/bin/google-chrome'].filter(existsSync).slice(0, 1);
  const bundled = await import('@sparticuz/chromium')
    .then(({ default: one }) => one.executablePath())
    .catch(() => null);
  return bundled ? [...found, bundled] : found;
}

const report = {};
for (const executablePath of await browsers()) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const tab = await browser.newPage();
  await tab.route('http://127.0.0.1/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  tab.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
  await tab.goto('http://127.0.0.1/');
  await tab.addScriptTag({ content: script });
  report[`Chromium ${browser.version()}`] = await tab.evaluate('bench()');
  await browser.close();
}

if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else {
  for (const [name, figures] of Object.entries(report)) {
    process.stdout.write(`\n${name}\n`);
    for (const [what, ms] of Object.entries(figures))
      process.stdout.write(`  ${what.padEnd(46)} ${ms.toFixed(1).padStart(8)} ms\n`);
  }
}
