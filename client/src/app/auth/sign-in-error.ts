import { problemSchema } from '@tidemark/protocol';

/** Why a sign-in failed, in words for the person who tried. */
export class SignInError extends Error {
  static async from(response: Response): Promise<SignInError> {
    const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
    switch (problem.success ? problem.data.code : undefined) {
      case 'BAD_CREDENTIALS':
        return new SignInError('User name and password do not match. Check both and try again.');
      case 'RATE_LIMITED': {
        const seconds = Number(response.headers.get('retry-after')) || 60;
        return new SignInError(`Too many attempts. Wait ${seconds} seconds, then try again.`);
      }
      default:
        return new SignInError(
          response.status >= 500
            ? 'The server has a problem at the moment. Try again shortly.'
            : `The server refused the sign-in (${response.status}).`,
        );
    }
  }
}
