import { BreakpointObserver } from '@angular/cdk/layout';
import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import { MatSidenavModule } from '@angular/material/sidenav';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { SyncPanelOpener, SyncStatusChip } from '@tidemark/sync-angular';
import { distinctUntilChanged, filter, map, skip } from 'rxjs';

import { AuthSession } from '../auth/auth-session.ts';
import { storedSignal } from '../settings/stored-signal.ts';
import { BrandMark } from './brand-mark.ts';
import { CommandPaletteOpener } from './command-palette-opener.ts';
import { Navigation } from './navigation.ts';
import { PageTitle } from './page-title.ts';
import { ServiceWorkerClient } from './service-worker-client.ts';
import { Shortcuts } from './shortcuts.ts';
import { UserMenu } from './user-menu.ts';

/** The frame around every page: top bar, navigation, and the outlet that keyboard users can jump to. */
@Component({
  selector: 'app-shell',
  imports: [
    BrandMark,
    MatButtonModule,
    MatIconModule,
    MatSidenavModule,
    Navigation,
    RouterLink,
    RouterOutlet,
    SyncStatusChip,
    UserMenu,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly session = inject(AuthSession);
  protected readonly palette = inject(CommandPaletteOpener);
  protected readonly title = inject(PageTitle);
  protected readonly updates = inject(ServiceWorkerClient);
  private readonly panel = inject(SyncPanelOpener);

  protected readonly narrow = toSignal(
    inject(BreakpointObserver)
      .observe('(width < 60rem)')
      .pipe(map((state) => state.matches)),
    { initialValue: false },
  );
  private readonly wideOpen = storedSignal('tidemark.navigation', true, (value) => typeof value === 'boolean');
  private readonly narrowOpen = signal(false);
  protected readonly open = computed(() => (this.narrow() ? this.narrowOpen() : this.wideOpen()));

  constructor() {
    const arrived$ = this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      takeUntilDestroyed(),
    );
    arrived$.subscribe(() => this.narrowOpen.set(false));
    arrived$
      .pipe(
        map(({ urlAfterRedirects }) => urlAfterRedirects.replace(/[?#].*/s, '')),
        distinctUntilChanged(),
        skip(1), // the page that the shell opens with: the first Tab there leads to "Skip to content"
      )
      .subscribe(() => this.catchFocus());
    inject(Shortcuts).add([
      { keys: 'g h', label: 'Go to the home page', run: () => void this.router.navigateByUrl('/') },
      { keys: 'g p', label: 'Go to projects', run: () => void this.router.navigateByUrl('/project') },
      { keys: 'g t', label: 'Go to tasks', run: () => void this.router.navigateByUrl('/task') },
      { keys: 's', label: 'Open the sync panel', run: () => void this.panel.open() },
      { keys: 'mod+k', label: 'Jump to anything', run: () => void this.palette.open() },
    ]);
  }

  protected toggle(): void {
    this.setOpen(!this.open());
  }

  protected setOpen(open: boolean): void {
    (this.narrow() ? this.narrowOpen : this.wideOpen).set(open);
  }

  /** A hash link would lose the page's query: focus is moved by hand. */
  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.focus();
  }

  /** What had the focus may have gone with the page before: the new page has it then, and screen readers say its name. */
  private catchFocus(): void {
    const catchIt = () => {
      if (document.activeElement === document.body) this.main().nativeElement.focus({ preventScroll: true });
    };
    afterNextRender(catchIt, { injector: this.injector });
  }

  protected signIn(): void {
    void this.router.navigate(['/sign-in'], { queryParams: { next: this.router.url } });
  }
}
