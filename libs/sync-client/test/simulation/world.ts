import type { Problem, Row } from '@tidemark/protocol';

import type { StoredRecord } from '../../src/store/stored-record.ts';
import { FakeServer, ManualClock, settle } from '../../src/testing/index.ts';
import { TEAMS } from './entities.ts';
import { Ledger } from './ledger.ts';
import { seededRandom } from './random.ts';
import { SimBrowser } from './sim-browser.ts';
import type { SimTab } from './sim-tab.ts';

export const PROJECT_IDS = Array.from({ length: 8 }, (_, index) => `0000000${index}-0000-4000-8000-000000000000`);
const START = Date.UTC(2026, 0, 1);

/** A value that the simulated server refuses. */
export const BAD_NAME = 'bad';

/** A server, a browser with tabs, and everybody else, who writes straight to the server. */
export class World {
  readonly clock = new ManualClock(START);
  readonly server: FakeServer;
  readonly browser: SimBrowser;
  readonly ledger: Ledger;
  readonly random: () => number;
  readonly violations: string[] = [];
  #writes = 0;
  #ledBy: readonly SimTab[] = [];
  #leaderlessSince = START;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.server = new FakeServer({ clock: this.clock, canRead, refuse: (mutation) => this.#refuse(mutation) });
    this.browser = new SimBrowser(this.server, this.clock, this.random);
    this.ledger = new Ledger(this.server, this.browser.stores);
    for (const [index, id] of PROJECT_IDS.slice(0, 5).entries()) {
      this.server.put('project', id, {
        name: `p${index}`,
        team: index === 4 ? 'blue' : 'all',
        note: null,
        size: index,
      });
    }
    this.server.put('task', PROJECT_IDS[0] ?? '', { name: 't0', team: 'all', note: null, projectId: PROJECT_IDS[0] });
  }

  /** A text that no other write contains: tells whose effect a value is. */
  mark(): string {
    this.#writes += 1;
    return `w${this.#writes}`;
  }

  async openTab(): Promise<SimTab> {
    const tab = await this.browser.openTab();
    this.ledger.watch();
    await settle();
    return tab;
  }

  /** The user is about to remove a record: where its CREATE was refused, its writes are given up. */
  giveUpUnborn(key: string): void {
    for (const { documents } of this.browser.stores.databases.values()) {
      const record = documents.get(key);
      if (record?.base !== null || !record.refused.some(({ action }) => action === 'CREATE')) continue;
      for (const { mutationId } of record.pending) this.ledger.givenUp.add(mutationId);
    }
  }

  /** What must hold at every moment. */
  check(): void {
    const { stores, personId, tabs } = this.browser;
    this.ledger.checkOverwrites();
    this.#checkLeader();
    this.violations.push(...this.ledger.violations.splice(0));
    const records = [...stores.databases.values()].flatMap(({ documents }) => [...documents.values()]);
    for (const { base, key } of records) {
      const entityCode = key.slice(0, key.indexOf('|'));
      if (base && !canRead(personId, entityCode, base))
        this.violations.push(`I7: ${personId} holds ${key} of team ${String(base['team'])}`);
    }
    for (const { refused, key } of records) {
      for (const { fields, mutationId } of refused) {
        if (this.#isApplied(key, fields['note']))
          this.violations.push(`I4: ${mutationId} of ${key} is refused and applied`);
      }
    }
    this.#checkRefusals(records);
    const unsent = records.some(({ queue }) => queue !== '');
    for (const tab of tabs) {
      this.violations.push(...tab.violations.splice(0).map((text) => `I6: ${text}`));
      if (tab.isUsable && tab.status?.synced && unsent) this.violations.push('I10: a tab says synced with unsent work');
    }
    for (const [mutationId, count] of this.server.effects) {
      if (count !== 1) this.violations.push(`I4: ${mutationId} was applied ${count} times`);
    }
    this.#checkAudit();
  }

  /**
   * Everything is repaired and nobody writes any more: what must hold after a while. With `withoutSockets` only the
   * sockets stay blocked, as behind some proxies.
   */
  async quiesce({ withoutSockets }: { withoutSockets: boolean }): Promise<void> {
    const { browser } = this;
    browser.network.heal();
    browser.canRefresh = true;
    if (withoutSockets) {
      browser.network.allowsSockets = false;
      browser.cut();
    }
    for (const tab of browser.tabs) if (tab.isFrozen) tab.thaw();
    for (const tab of browser.usable) tab.engine.authChanged();
    await this.clock.advance(25_000);
    // Not in the moment of a poll, in which nobody can say so.
    if (browser.usable.some(({ status }) => !status?.synced)) await this.clock.advance(50);
    this.check();
    for (const tab of browser.usable) this.#converged(tab);
    if (!withoutSockets) this.#connected();
    for (const { status } of browser.usable) {
      const expected = withoutSockets ? 'polling' : 'websocket';
      if (status?.transport !== expected)
        this.violations.push(`status says ${String(status?.transport)}, not ${expected}`);
    }
  }

  /** A tab that can lead does so within two seconds of the moment from which nobody else could. */
  #checkLeader(): void {
    const { usable } = this.browser;
    const now = this.clock.now();
    const isSame = usable.length === this.#ledBy.length && usable.every((tab, index) => tab === this.#ledBy[index]);
    if (!isSame || usable.length === 0 || usable.some(({ status }) => status?.leading)) this.#leaderlessSince = now;
    this.#ledBy = usable;
    if (now - this.#leaderlessSince > 2_000)
      this.violations.push(`no tab has led for ${now - this.#leaderlessSince} ms`);
  }

  /** What the database refuses: a bad name, and a reference to a record that is not there. */
  #refuse({
    entityCode,
    fields,
  }: {
    entityCode: string;
    fields?: Record<string, unknown> | undefined;
  }): Problem | undefined {
    if (fields?.['name'] === BAD_NAME) return refusal(400, 'VALIDATION');
    const target = entityCode === 'task' ? fields?.['projectId'] : undefined;
    return typeof target === 'string' && !this.server.row('project', target)
      ? refusal(409, 'REFERENCE_MISSING')
      : undefined;
  }

  /** Nothing was refused that need not have been: a write before its turn, a conflict with the user's own writes. */
  #checkRefusals(records: readonly StoredRecord[]): void {
    const unborn = new Set(
      records
        .filter(
          ({ base, refused, pending }) =>
            base === null && [...refused, ...pending].some(({ action }) => action === 'CREATE'),
        )
        .map(({ key }) => key),
    );
    for (const { key, refused } of records) {
      for (const mutation of refused) {
        const { problem, fields, mutationId } = mutation;
        const target = `project|${String(fields['projectId'])}`;
        if (problem.code === 'REFERENCE_MISSING' && unborn.has(target))
          this.violations.push(`${key} was sent before ${target}`);
        if (problem.code === 'VERSION_CONFLICT' && !this.ledger.isConflicting(key, mutation)) {
          this.violations.push(`${mutationId} of ${key} is in conflict with nobody`);
        }
      }
    }
  }

  /** Whether the server took a write with this mark; every mark is written at most once on purpose. */
  #isApplied(key: string, mark: unknown): boolean {
    return (
      typeof mark === 'string' &&
      this.server.log.some(({ entityCode, id, after }) => `${entityCode}|${id}` === key && after?.['note'] === mark)
    );
  }

  /** I9: one log entry for each effect; nothing else wrote these values. */
  #checkAudit(): void {
    const times = new Map<string, number>();
    for (const { before, after } of this.server.log) {
      const mark = after?.['note'];
      if (typeof mark === 'string' && before?.['note'] !== mark) times.set(mark, (times.get(mark) ?? 0) + 1);
    }
    for (const [mark, count] of times) if (count > 1) this.violations.push(`I9: ${mark} was written ${count} times`);
  }

  /** I2 and I1: what a tab shows is what the server lets its user read. */
  #converged(tab: SimTab): void {
    const { personId, stores } = this.browser;
    const records = [...stores.databases.values()].flatMap(({ documents }) => [...documents.values()]);
    const waiting = records.filter(({ pending }) => pending.length > 0);
    const blocked = records.some(({ refused }) => refused.some(({ action }) => action === 'CREATE'));
    if (waiting.length > 0 && !blocked) this.violations.push(`I2: ${waiting.length} records still wait to be sent`);
    for (const [entity, rows] of tab.rows) {
      const expected = this.server.rows(entity, personId);
      const shown = rows.filter(({ base }) => base > 0);
      const missing = expected.filter(({ id, version }) => !shown.some((row) => row.id === id && row.base === version));
      const extra = shown.filter(({ id }) => !expected.some((row) => row.id === id));
      const hidden = new Set(
        records.filter(({ pending }) => pending.some(({ action }) => action === 'DELETE')).map(({ id }) => id),
      );
      for (const { id, version } of missing) {
        if (!hidden.has(id)) this.violations.push(`I2: ${entity}/${id} at version ${version} is not shown`);
      }
      for (const { id } of extra) this.violations.push(`I2: ${entity}/${id} is shown, but not on the server`);
      for (const { id, base, key } of records.filter(({ entityCode }) => entityCode === entity)) {
        const row = this.server.row(entity, id);
        if (base && rows.some((one) => one.id === id) && JSON.stringify(sorted(base)) !== JSON.stringify(sorted(row))) {
          this.violations.push(`I2: ${key} differs from the server's row`);
        }
        const shown = rows.find((one) => one.id === id);
        if (base && shown && shown.readOnly !== this.server.isReadOnly(personId, entity, id)) {
          this.violations.push(`I2: ${key} is shown as ${shown.readOnly ? 'read-only' : 'writable'}, and is not`);
        }
      }
    }
    if (tab.status?.state !== 'online')
      this.violations.push(`status is ${tab.status?.state ?? 'unknown'} after everything was repaired`);
    const isClean = records.every(({ queue }) => queue === '');
    if (tab.rows.size > 0 && tab.status?.synced !== isClean) {
      this.violations.push(
        `status says synced=${String(tab.status?.synced)} with ${isClean ? 'nothing' : 'something'} waiting`,
      );
    }
  }

  /** I5 and full resubscription: one connection, subscribed to exactly what is shown. */
  #connected(): void {
    const { usable } = this.browser;
    const expected = usable.length > 0 ? 1 : 0;
    const { connections } = this.server;
    if (connections.size !== expected)
      this.violations.push(`I5: ${connections.size} connections for ${usable.length} tabs`);
    const subscribed = new Set([...connections].flatMap(({ ids }) => [...ids]));
    const shown = new Set(
      usable.flatMap((tab) => [
        ...tab.looked,
        ...[...tab.rows].flatMap(([entity, rows]) => rows.map(({ id }) => `${entity}|${id}`)),
      ]),
    );
    // What a crashed tab showed is forgotten only after a while.
    const isExact = this.browser.tabs.every(({ isKilled }) => !isKilled);
    for (const key of subscribed)
      if (isExact && !shown.has(key)) this.violations.push(`I8: ${key} is subscribed but not shown`);
    for (const tab of usable) {
      for (const [entity, rows] of tab.rows) {
        for (const { id, base } of rows) {
          if (base > 0 && !subscribed.has(`${entity}|${id}`))
            this.violations.push(`I1: ${entity}/${id} is shown but not subscribed`);
        }
      }
    }
  }
}

function sorted(row: object | undefined): unknown {
  return row && Object.fromEntries(Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function canRead(personId: string, _entityCode: string, row: Row): boolean {
  return TEAMS[personId]?.includes(String(row['team'])) ?? false;
}

function refusal(status: number, code: string): Problem {
  return { type: 'about:blank', title: code, status, code, detail: `The write was refused: ${code}.`, requestId: '' };
}
