import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';

import { AuthSession } from './auth-session.ts';

/** Lets in whoever is (or, without the network, was) signed in; sends others to the sign-in page and back afterwards. */
export const signedInGuard: CanActivateFn = (_route, state) => {
  const router = inject(Router);
  if (inject(AuthSession).user()) return true;
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { next: state.url } });
};
