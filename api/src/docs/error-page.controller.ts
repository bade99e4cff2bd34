import { Controller, Get, Header } from '@nestjs/common';
import { type CatalogueEntry, ERROR_CATALOGUE } from '@tidemark/protocol';
import { Public } from '@tidemark/sync-server';

import { DOCS_POLICY } from '../http/security-headers.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
h2{margin:2rem 0 .25rem;font-size:1.1rem}p{margin:.25rem 0}`;

/** Where the `type` of every problem leads: each code with its cause and remedy, from the catalogue. */
@Controller('docs/error-codes')
@Public()
export class ErrorPageController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCS_POLICY)
  page(): string {
    const entries = Object.entries(ERROR_CATALOGUE as Record<string, CatalogueEntry>).map(([code, entry]) =>
      section(code, entry),
    );
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Error codes</title><style>${STYLE}</style></head><body><h1>Error codes</h1>${entries.join('\n')}</body></html>`;
  }
}

/** One code. Its anchor is what the `type` of a problem names. */
function section(code: string, { status, title, cause, remedy, retryable }: CatalogueEntry): string {
  const again = retryable ? ' The same request may succeed later.' : '';
  return `<section id="${code.toLowerCase()}"><h2><code>${code}</code> ${escape(title)} (${status})</h2>
<p>${escape(cause)}</p><p><b>What to do:</b> ${escape(remedy)}${again}</p></section>`;
}

/** The catalogue's text as HTML; what stands in backquotes becomes code. */
function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/`([^`]*)`/g, '<code>$1</code>');
}
