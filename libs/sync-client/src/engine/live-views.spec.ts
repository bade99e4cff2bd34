import { BehaviorSubject, NEVER, type Observable, of } from 'rxjs';

import type { InterestRegistry } from '../interest/interest-registry.ts';
import { EntityCatalogue } from '../store/entity-catalogue.ts';
import { listKey } from '../store/list-query.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { NO_REPORT } from '../tabs/leader-report.ts';
import { SampleProject } from '../testing/sample-entities.ts';
import { liveList, liveRecord } from './live-views.ts';

const QUERY = { entityCode: 'project', where: {}, orderBy: 'name' };
const RECORD = { key: 'project|a', version: 1, data: {}, pending: [], refused: [] } as unknown as StoredRecord;

/** A store whose first query lags behind what the second one finds, and a leader that says when the list is loaded. */
function open(found: readonly StoredRecord[]) {
  const lagging$ = new BehaviorSubject<readonly StoredRecord[]>([]);
  const queries: Observable<readonly StoredRecord[]>[] = [lagging$, of(found)];
  const store = { catalogue: new EntityCatalogue([SampleProject]), watchQuery: () => queries.shift() ?? NEVER };
  const report$ = new BehaviorSubject(NO_REPORT);
  const list = liveList<typeof SampleProject>(QUERY, 50, {
    store: store as unknown as RecordStore,
    registry: { claim: () => ({ set: () => undefined, release: () => undefined }) } as unknown as InterestRegistry,
    report$,
  });
  let shown = 0;
  list.rows$.subscribe((rows) => (shown = rows.length));
  const seen: { isLoading: boolean; shown: number }[] = [];
  list.state$.subscribe(({ isLoading }) => seen.push({ isLoading, shown }));
  const load = () => {
    report$.next({ ...NO_REPORT, lists: [[listKey(QUERY), { isLoaded: true, reached: 50, hasMore: false }]] });
  };
  return { seen, load };
}

describe('liveList', () => {
  it('is called loaded once its rows are there, however late its own query reads them', () => {
    const { seen, load } = open([RECORD]);
    expect(seen).toEqual([{ isLoading: true, shown: 0 }]);
    load();
    expect(seen.at(-1)).toEqual({ isLoading: false, shown: 1 });
    expect(seen).not.toContainEqual({ isLoading: false, shown: 0 });
  });

  it('is called loaded where the server and the store have no rows for it', () => {
    const { seen, load } = open([]);
    load();
    expect(seen.at(-1)).toEqual({ isLoading: false, shown: 0 });
  });
});

describe('liveRecord', () => {
  it('says why the server refuses its entity instead of loading for ever, and nothing of another entity', () => {
    const report$ = new BehaviorSubject(NO_REPORT);
    const { state$ } = liveRecord('project', 'a', {
      store: { watchRecord: () => of(undefined) } as unknown as RecordStore,
      registry: { claim: () => ({ set: () => undefined, release: () => undefined }) } as unknown as InterestRegistry,
      report$,
    });
    const seen: { isLoading: boolean; code: string | undefined }[] = [];
    state$.subscribe(({ isLoading, error }) => seen.push({ isLoading, code: error?.code }));
    report$.next({ ...NO_REPORT, error: { code: 'UNKNOWN_ENTITY', message: '', entityCode: 'task' } });
    expect(seen.at(-1)).toEqual({ isLoading: true, code: undefined });
    report$.next({ ...NO_REPORT, error: { code: 'UNKNOWN_ENTITY', message: '', entityCode: 'project' } });
    expect(seen.at(-1)).toEqual({ isLoading: false, code: 'UNKNOWN_ENTITY' });
  });
});
