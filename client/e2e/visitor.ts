import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

/**
 * No complaint about the application: RxDB's advertisement, and that a file which was being preloaded while the service
 * worker took over is loaded once more, through the worker.
 */
const REMARKS = /RxDB Open Core|cross-world service worker resource mismatch/;

/** A person at a browser of their own. Notes what the console says and everything that must not happen. */
export class Visitor {
  /** Lines of the console. */
  readonly lines: string[] = [];
  /** Uncaught errors and violations of the content security policy. */
  readonly faults: string[] = [];
  /** Errors and warnings of the console. Without a network the browser complains too. */
  readonly complaints: string[] = [];
  readonly context: BrowserContext;
  readonly page: Page;

  constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', (message) => {
      this.lines.push(message.text());
      const isComplaint = message.type() === 'error' || message.type() === 'warning';
      if (isComplaint && !REMARKS.test(message.text())) this.complaints.push(message.text());
      if (/Content Security Policy|NG0\d+/.test(message.text())) this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(String(error.stack ?? error)));
  }

  async signIn(username: string, path = '/'): Promise<void> {
    await this.page.goto(path === '/' ? '/' : `/sign-in?next=${encodeURIComponent(path)}`);
    await this.page.getByLabel('User name').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill('tidemark');
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  }

  /** The chip that says whether everything is saved. */
  get chip(): Locator {
    return this.page.locator('tide-sync-status button');
  }

  /** The row of a list whose title is this. */
  row(title: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name: title, exact: true }) });
  }

  /** Waits until the service worker has the application's files and answers for the page. */
  async readyForOffline(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller) return;
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    });
  }

  /** Waits until everything shown is what the server holds. */
  async settled(): Promise<void> {
    await expect(this.page.locator('main :is(h1, app-empty-state)').first()).toBeVisible();
    await expect(this.page.locator('.skeleton')).toBeHidden();
    await expect(this.chip).toHaveText(/All changes saved/);
  }

  linesLike(pattern: RegExp): string[] {
    return this.lines.filter((line) => pattern.test(line));
  }
}
