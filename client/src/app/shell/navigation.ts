import { Component, computed, ElementRef, inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatIconModule } from '@angular/material/icon';
import { NavigationEnd, Router, RouterLink, RouterLinkActive } from '@angular/router';
import type { Area } from '@tidemark/entity-model';
import { filter, map, startWith } from 'rxjs';

import { ENTITY_AREAS } from '../records/areas.ts';
import { storedSignal } from '../settings/stored-signal.ts';

/** All entities by area. Areas fold; the one that holds the open page is never folded away. */
@Component({
  selector: 'app-navigation',
  imports: [MatIconModule, RouterLink, RouterLinkActive],
  templateUrl: './navigation.html',
  styleUrl: './navigation.scss',
})
export class Navigation {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly router = inject(Router);
  private readonly folded = storedSignal<readonly Area[]>('tidemark.folded', [], Array.isArray);
  private readonly entityCode: Signal<string | undefined> = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(undefined),
      map(() => this.router.url.split(/[/?#]/)[1]),
    ),
  );
  protected readonly groups = computed(() =>
    ENTITY_AREAS.map((group) => {
      const holdsPage = group.entities.some((entity) => entity.code === this.entityCode());
      return { ...group, open: holdsPage || !this.folded().includes(group.area) };
    }),
  );

  protected toggle(area: Area, open: boolean): void {
    this.folded.update((folded) => (open ? [...folded, area] : folded.filter((it) => it !== area)));
  }

  /** Scrolled by hand: after `scrollIntoView` the first Tab of a page would start here, not at "Skip to content". */
  protected show(link: HTMLElement): void {
    const { top, bottom } = link.getBoundingClientRect();
    const frame = this.host.getBoundingClientRect();
    this.host.scrollTop += Math.min(0, top - frame.top) + Math.max(0, bottom - frame.bottom);
  }
}
