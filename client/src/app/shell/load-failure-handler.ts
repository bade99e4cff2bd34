import { ErrorHandler, inject, Injector, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';

/** What Chromium and Firefox, and what Safari says of a part of the application that cannot be loaded. */
const LOAD_FAILURE = /dynamically imported module|importing a module script failed/i;

/**
 * Says so where a page or a dialog cannot be loaded: the press that wanted it would seem to do nothing. Either the server
 * is out of reach, or it has another release, in which this one's files are no more.
 */
@Service()
export class LoadFailureHandler extends ErrorHandler {
  private readonly injector = inject(Injector);

  override handleError(error: unknown): void {
    super.handleError(error);
    if (!(error instanceof Error) || !LOAD_FAILURE.test(error.message)) return;
    this.injector
      .get(MatSnackBar)
      .open('This part of Tidemark could not be loaded.', 'Reload the page')
      .onAction()
      .subscribe(() => location.reload());
  }
}
