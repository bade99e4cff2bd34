import { bootstrapApplication } from '@angular/platform-browser';

import { App } from './app/app.ts';
import { appConfig } from './app/app-config.ts';

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  // The one place where nothing of ours can show the failure: hand it to the browser's own report.
  reportError(error);
});
