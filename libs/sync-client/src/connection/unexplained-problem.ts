import type { Problem } from '@tidemark/protocol';

/** What stands for a refusal without a reason, such as one by a proxy that knows nothing of problem+json. */
export function unexplainedProblem(status: number): Problem {
  const detail = `The server answered ${status} and gave no reason.`;
  return { type: 'about:blank', title: `HTTP ${status}`, status, code: 'INTERNAL', detail, requestId: '' };
}
