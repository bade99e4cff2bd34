import {
  computed,
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  runInInjectionContext,
  Service,
  type Signal,
  untracked,
} from '@angular/core';
import { injectRecord } from '@tidemark/sync-angular';

import { entityOf } from '../records/entity-of.ts';

/** A title that nothing shows any more is watched for this long: scrolling back costs nothing. */
const KEEP_MS = 10_000;

interface Watched {
  readonly title: Signal<string | undefined>;
  readonly injector: EnvironmentInjector;
  users: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** What stands for a record that is gone or may not be read. */
export const NOT_AVAILABLE = 'Not available';

/** What stands for a record that would have to be asked of the server while that is out of reach. */
export const NOT_KEPT = 'Not kept in this browser';

/** A title under watch; `release` ends it. */
export interface WatchedTitle {
  /** `undefined` while loading; `''` where the record is gone or may not be read. */
  readonly title: Signal<string | undefined>;
  release(): void;
}

/** Titles of referenced records, live, shared by all places that show the same record. */
@Service()
export class RecordTitles {
  private readonly parent = inject(EnvironmentInjector);
  private readonly watched = new Map<string, Watched>();

  watch(entityCode: string, id: string): WatchedTitle {
    const key = `${entityCode}|${id}`;
    const entry = this.watched.get(key) ?? untracked(() => this.open(entityCode, id));
    this.watched.set(key, entry);
    entry.users += 1;
    clearTimeout(entry.timer);
    return { title: entry.title, release: () => this.release(key, entry) };
  }

  /** The title for places that ask again whenever they are drawn; kept for a while without users. May read signals. */
  text(entityCode: string, id: string): string {
    const watched = this.watch(entityCode, id);
    watched.release();
    const title = watched.title();
    return title === undefined ? '…' : title || NOT_AVAILABLE;
  }

  private open(entityCode: string, id: string): Watched {
    const injector = createEnvironmentInjector([], this.parent, `title of ${entityCode}`);
    const entity = entityOf(entityCode);
    const title = runInInjectionContext(injector, () => {
      if (!entity) return computed(() => '');
      const record = injectRecord(entity, () => id);
      return computed(() => {
        const row: Readonly<Record<string, unknown>> | undefined = record.value();
        if (row) return String(row[entity.title] ?? '');
        return record.isLoading() ? undefined : '';
      });
    });
    return { title, injector, users: 0 };
  }

  private release(key: string, entry: Watched): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.timer = setTimeout(() => {
      entry.injector.destroy();
      this.watched.delete(key);
    }, KEEP_MS);
  }
}
