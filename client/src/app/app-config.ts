import {
  type ApplicationConfig,
  ErrorHandler,
  inject,
  provideBrowserGlobalErrorListeners,
  provideEnvironmentInitializer,
  provideZonelessChangeDetection,
} from '@angular/core';
import { DateAdapter, MAT_DATE_FORMATS, MAT_DATE_LOCALE, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { MatDialog } from '@angular/material/dialog';
import { MAT_FORM_FIELD_DEFAULT_OPTIONS } from '@angular/material/form-field';
import { MAT_ICON_DEFAULT_OPTIONS } from '@angular/material/icon';
import {
  provideRouter,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withRouterConfig,
} from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import { provideSync, withLog } from '@tidemark/sync-angular';

import { routes } from './app-routes.ts';
import { AuthSession } from './auth/auth-session.ts';
import { RecordTitles } from './display/record-titles.ts';
import { ValueText } from './display/value-text.ts';
import { DayAdapter } from './form/day-adapter.ts';
import { LOCALE } from './settings/locale.ts';
import { Theme } from './settings/theme.ts';
import { LoadFailureHandler } from './shell/load-failure-handler.ts';
import { PageTitle } from './shell/page-title.ts';
import { ServiceWorkerClient } from './shell/service-worker-client.ts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    { provide: ErrorHandler, useExisting: LoadFailureHandler },
    provideZonelessChangeDetection(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      // Where "Back" was pressed and the person then stays, the history stays as it was, too.
      withRouterConfig({ canceledNavigationResolution: 'computed' }),
    ),
    { provide: TitleStrategy, useClass: PageTitle },
    { provide: MAT_ICON_DEFAULT_OPTIONS, useValue: { fontSet: 'icons' } },
    { provide: MAT_FORM_FIELD_DEFAULT_OPTIONS, useValue: { appearance: 'outline', subscriptSizing: 'dynamic' } },
    { provide: MAT_DATE_LOCALE, useFactory: () => inject(LOCALE) },
    { provide: MAT_DATE_FORMATS, useValue: MAT_NATIVE_DATE_FORMATS },
    { provide: DateAdapter, useClass: DayAdapter },
    provideSync(
      () => {
        const session = inject(AuthSession);
        const router = inject(Router);
        const values = inject(ValueText);
        const dialogs = inject(MatDialog);
        return {
          entities: ENTITIES,
          user: session.user,
          accessToken: (options) => session.accessToken(options),
          needsSignIn: session.needsSignIn,
          signIn: () => void router.navigate(['/sign-in'], { queryParams: { next: router.url } }),
          openRecord: (entityCode, id, mutationId) =>
            void router.navigate(['/', entityCode, id], { queryParams: { fix: mutationId } }),
          formatValue: (entityCode, field, value) => values.text(entityCode, field, value),
          signedOutElsewhere: () => {
            // A question that stood open is about data that is gone.
            dialogs.closeAll();
            session.forget();
            void router.navigateByUrl('/sign-in');
          },
        };
      },
      // The lines that a person looks for in the browser's console to see that live updates work.
      withLog((line) => globalThis.console.info(line)),
    ),
    provideEnvironmentInitializer(() => {
      inject(Theme);
      inject(RecordTitles);
      inject(ServiceWorkerClient).start();
    }),
  ],
};
