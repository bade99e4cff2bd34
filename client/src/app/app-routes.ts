import { type Routes } from '@angular/router';

import { signedInGuard } from './auth/signed-in-guard.ts';
import { entityOf } from './records/entity-of.ts';

/** `/`, then `/{entityCode}`, `/{entityCode}/new` and `/{entityCode}/{id}` for each entity. Every page loads lazily. */
export const routes: Routes = [
  { path: 'sign-in', title: 'Sign in', loadComponent: () => import('./auth/sign-in.ts') },
  {
    path: '',
    canActivate: [signedInGuard],
    loadComponent: () => import('./shell/shell.ts'),
    children: [
      { path: '', pathMatch: 'full', title: 'Home', loadComponent: () => import('./home/home.ts') },
      {
        path: ':entityCode',
        canMatch: [(_route, [segment]) => entityOf(segment?.path) !== undefined],
        children: [
          { path: '', pathMatch: 'full', loadComponent: () => import('./records/records-page.ts') },
          { path: 'new', loadComponent: () => import('./record/new-record-page.ts') },
          { path: ':id', loadComponent: () => import('./record/record-page.ts') },
        ],
      },
      { path: '**', title: 'Not found', loadComponent: () => import('./shell/not-found.ts') },
    ],
  },
];
