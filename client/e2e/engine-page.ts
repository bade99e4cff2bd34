import path from 'node:path';

import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { build } from 'esbuild';

import type { EngineHarness } from './engine-bundle.ts';

declare const harness: EngineHarness;

let bundle: Promise<string> | undefined;

/** The harness as one script, built once. */
function harnessScript(): Promise<string> {
  bundle ??= build({
    entryPoints: [path.join(import.meta.dirname, 'engine-bundle.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return bundle;
}

/**
 * A browser of its own for tabs with the engine. The harness is no script of the server's, so the page's policy must
 * not count: what is loaded by the debugger may evaluate code at first, and may not any more a moment later.
 */
export function engineContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ bypassCSP: true });
}

/** A tab that runs nothing but the engine, on the API's origin. */
export class EnginePage {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  /** Opens a tab with the harness loaded, but no store opened yet. */
  static async load(context: BrowserContext, url: string): Promise<EnginePage> {
    const page = await context.newPage();
    // A page that brings no application with it. It has to come from the server: to Chromium, a page that a test makes
    // up comes from nowhere, and may not open sockets to this machine.
    await page.goto(`${url}/health/live`);
    await page.evaluate(await harnessScript());
    return new EnginePage(page, await context.newCDPSession(page));
  }

  static async open(context: BrowserContext, url: string, username: string): Promise<EnginePage> {
    const tab = await EnginePage.load(context, url);
    await tab.run((name) => harness.open(name).then(() => harness.show()), username);
    return tab;
  }

  /** Runs a function in the page; `harness` is there. */
  run<Result, Argument>(act: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result> {
    return this.page.evaluate(act as never, argument) as Promise<Result>;
  }

  status(): Promise<EngineHarness['status']> {
    return this.page.evaluate(() => harness.status);
  }

  /** Ends the tab's process without a word, as a crash does. */
  async crash(): Promise<void> {
    const crashed = this.page.waitForEvent('crash');
    void this.#cdp.send('Page.crash').catch(() => undefined);
    await crashed;
    await this.page.close().catch(() => undefined);
  }

  /** Keeps the tab's only thread busy: no timer, message or answer gets through. */
  block(ms: number): void {
    void this.page
      .evaluate((duration) => {
        const end = Date.now() + duration;
        while (Date.now() < end);
      }, ms)
      .catch(() => undefined);
  }
}
