// Finds a Chromium for the end-to-end tests: the one named by TIDEMARK_BROWSER, one that the system has, Playwright's own
// if it was downloaded, else the one that the npm package @sparticuz/chromium carries, unpacked once beside node_modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What each browser is started with: no sandbox (containers, root), and none of the calls home of a desktop browser. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env what the process needs in its environment besides the usual
 * @property {'environment' | 'system' | 'playwright' | 'npm'} source
 */

/**
 * The browser to test with. Rejects, saying what to install, where there is none.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const named = process.env['TIDEMARK_BROWSER'];
  if (named) {
    if (!existsSync(named)) throw new Error(`TIDEMARK_BROWSER names ${named}, which does not exist.`);
    return { executablePath: named, args: ARGUMENTS, env: {}, source: 'environment' };
  }
  const system = SYSTEM_BROWSERS.find((candidate) => existsSync(candidate));
  if (system) return { executablePath: system, args: ARGUMENTS, env: {}, source: 'system' };

  const downloaded = await playwrightBrowser();
  if (downloaded) return { executablePath: downloaded, args: ARGUMENTS, env: {}, source: 'playwright' };

  if (process.platform === 'linux' && process.arch === 'x64') return npmBrowser();
  throw new Error(
    'No Chromium for the browser tests: install Chrome or Chromium, run `npx playwright install chromium`, or set TIDEMARK_BROWSER to its path.',
  );
}

/** @returns {Promise<string | undefined>} */
async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const executable = chromium.executablePath();
  return existsSync(executable) ? executable : undefined;
}

/**
 * Unpacks the browser of @sparticuz/chromium. That package unpacks into the system's temporary folder under fixed names,
 * where another user's copy would be in the way; TMPDIR sends it to a folder of our own, renamed when it is complete.
 * @returns {Promise<Browser>}
 */
async function npmBrowser() {
  const packageFolder = path.join(root, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const folder = path.join(root, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(folder)) {
    const unpacking = `${folder}.${process.pid}`;
    mkdirSync(unpacking, { recursive: true });
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = unpacking;
    try {
      const { inflate } = await import('@sparticuz/chromium');
      for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
        await inflate(path.join(packageFolder, 'bin', archive));
      }
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
    try {
      renameSync(unpacking, folder);
    } catch {
      rmSync(unpacking, { recursive: true, force: true }); // another run was first
    }
  }
  const executablePath = path.join(folder, 'chromium');
  return { executablePath, args: [...ARGUMENTS, '--headless=shell'], env: environmentFor(folder), source: 'npm' };
}

/**
 * Fonts come from the package where the system has none; its libraries (NSS and the like) only where the system lacks
 * them, because they may be older than the system's.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function environmentFor(folder) {
  /** @type {Record<string, string>} */
  const env = {};
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = path.join(folder, 'fonts');
  if (!hasItsLibraries(path.join(folder, 'chromium'))) {
    env['LD_LIBRARY_PATH'] = [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']]
      .filter(Boolean)
      .join(':');
  }
  return env;
}

/**
 * @param {string} executable
 * @returns {boolean}
 */
function hasItsLibraries(executable) {
  try {
    return !execFileSync('ldd', [executable], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes(
      'not found',
    );
  } catch {
    return false;
  }
}
