import { type Routes } from '@angular/router';
import { entityIdSchema } from '@tidemark/protocol';

import { signedInGuard } from './auth/signed-in-guard.ts';
import { unsavedGuard } from './record/unsaved-guard.ts';
import { entityOf } from './records/entity-of.ts';

/** `/`, then `/{entityCode}`, `/{entityCode}/new` and `/{entityCode}/{id}` for each entity. Every page loads lazily. */
export const routes: Routes = [
  { path: 'sign-in', title: 'Sign in', loadComponent: () => import('./auth/sign-in.ts').then((it) => it.SignIn) },
  {
    path: '',
    canActivate: [signedInGuard],
    loadComponent: () => import('./shell/shell.ts').then((it) => it.Shell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Home',
        loadComponent: () => import('./home/home.ts').then((it) => it.Home),
      },
      {
        path: ':entityCode',
        canMatch: [(_route, [segment]) => entityOf(segment?.path) !== undefined],
        children: [
          {
            path: '',
            pathMatch: 'full',
            loadComponent: () => import('./records/records-page.ts').then((it) => it.RecordsPage),
          },
          {
            path: 'new',
            canDeactivate: [unsavedGuard],
            loadComponent: () => import('./record/new-record-page.ts').then((it) => it.NewRecordPage),
          },
          {
            path: ':id',
            canMatch: [(_route, [segment]) => entityIdSchema.safeParse(segment?.path).success],
            canDeactivate: [unsavedGuard],
            loadComponent: () => import('./record/record-page.ts').then((it) => it.RecordPage),
          },
        ],
      },
      { path: '**', title: 'Not found', loadComponent: () => import('./shell/not-found.ts').then((it) => it.NotFound) },
    ],
  },
];
