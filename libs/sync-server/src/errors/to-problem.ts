import { ERROR_CATALOGUE, type Problem } from '@tidemark/protocol';

import type { AppError } from './app-error.ts';

/** Where each code is explained; the page is generated from the catalogue. */
const ERROR_PAGE = '/docs/error-codes';

/** The RFC 9457 body of an error: what REST answers, and what a refused item of a push carries. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { errors, current } = error.extras;
  return {
    type: `${ERROR_PAGE}#${error.code.toLowerCase()}`,
    title: ERROR_CATALOGUE[error.code].title,
    status: error.status,
    code: error.code,
    detail: error.detail,
    requestId,
    ...(errors && { errors: [...errors] }),
    ...(current && { current }),
  };
}

/** The headers that go with the body, in lower case. */
export function problemHeaders({ extras }: AppError, requestId: string): Record<string, string> {
  const { headers, retryAfterSeconds } = extras;
  return {
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...headers,
    'cache-control': 'no-store',
    'x-request-id': requestId,
    'content-type': 'application/problem+json; charset=utf-8',
  };
}
