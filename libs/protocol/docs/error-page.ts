import { type CatalogueEntry, ERROR_CATALOGUE } from '../src/error-catalogue.ts';

/** The page of error codes, in Markdown. The anchor of a code is its name in lower case: `#bad_id`. */
export function errorPage(): string {
  const entries = Object.entries<CatalogueEntry>(ERROR_CATALOGUE);
  const sections = entries.map(
    ([code, { status, title, cause, remedy, retryable }]) => `## ${code}

**${title}** · HTTP ${status}${retryable ? ' · the same request may succeed later' : ''}

- Cause: ${cause}
- Remedy: ${remedy}
`,
  );
  return `# Error codes

<!-- Written by \`nx docs protocol\` from src/error-catalogue.ts. -->

REST answers carry the code in an \`application/problem+json\` body (RFC 9457), the socket in an \`ERROR\` message, and a
refused write in its \`problem\`. Codes keep their meaning for ever; new ones may be added, so treat an unknown code by its
HTTP status.

| code | HTTP | |
|---|---|---|
${entries.map(([code, { status, title }]) => `| [${code}](#${code.toLowerCase()}) | ${status} | ${title} |`).join('\n')}

${sections.join('\n')}`;
}
