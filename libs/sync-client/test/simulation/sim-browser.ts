import type { NoteStore } from '../../src/ports/note-store.ts';
import { FakeBrowser, type FakeServer, type ManualClock, MemoryStores } from '../../src/testing/index.ts';
import { SimNetwork } from './sim-network.ts';
import { SimTab } from './sim-tab.ts';

/** One browser of one person at a time: its tabs, its stores, its network. */
export class SimBrowser {
  readonly server: FakeServer;
  readonly random: () => number;
  readonly browser = new FakeBrowser();
  readonly network: SimNetwork;
  readonly stores = new MemoryStores();
  readonly notes: NoteStore;
  tabs: SimTab[] = [];
  personId = 'ada';
  /** Times that a store was noted as one that has to go: what begins a sign-out. */
  condemnations = 0;
  /** Whether the sign-in can be refreshed. */
  canRefresh = true;
  /** The token in hand. */
  #held = '';
  /** Tokens of earlier generations are not accepted any more. */
  #generation = 1;
  readonly #clock: ManualClock;

  constructor(server: FakeServer, clock: ManualClock, random: () => number) {
    this.server = server;
    this.random = random;
    this.#clock = clock;
    this.network = new SimNetwork(clock, random);
    const notes = new Map<string, string>();
    this.notes = {
      get: (name) => notes.get(name) ?? null,
      set: (name, value) => {
        if ((value ?? '').length > (notes.get(name) ?? '').length) this.condemnations += 1;
        if (value === null) notes.delete(name);
        else notes.set(name, value);
      },
    };
  }

  accessToken(refresh: boolean): Promise<string | null> {
    if (refresh || !this.#held.startsWith(`${this.personId}#`)) {
      this.#held = this.canRefresh ? `${this.personId}#${this.#generation}` : '';
    }
    return Promise.resolve(this.#held === '' ? null : this.#held);
  }

  /** The person whose token it is, if it is still good. */
  personOf(token: string): string | null {
    const [personId, generation] = token.split('#');
    return personId && Number(generation) === this.#generation ? personId : null;
  }

  expireTokens(): void {
    this.#generation += 1;
  }

  async openTab(): Promise<SimTab> {
    const tab = new SimTab(this, this.#clock);
    await tab.open();
    this.tabs.push(tab);
    return tab;
  }

  /** Tabs whose code runs. */
  get usable(): SimTab[] {
    return this.tabs.filter(({ isUsable }) => isUsable);
  }

  cut(): void {
    for (const tab of this.tabs) tab.cut();
  }
}
