/** Whether an answer with this HTTP status says "try again later", be it to a request or to one write of a push. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}
