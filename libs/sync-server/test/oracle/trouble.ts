import { setTimeout as delay } from 'node:timers/promises';

import { FaultProxy, type TestDatabase } from '@tidemark/database/testing';

import type { PodProcess, Pods } from '../pod/pods.ts';
import type { OracleClient } from './oracle-client.ts';
import type { Random } from './random.ts';

interface TroubleOptions {
  readonly database: TestDatabase;
  readonly pods: Pods;
  readonly clients: readonly OracleClient[];
  readonly random: Random;
}

/** What goes wrong in the middle of a batch: every third time with processes, every third with networks, each kind in turn. */
export class Trouble {
  private readonly database: TestDatabase;
  private readonly pods: Pods;
  private readonly clients: readonly OracleClient[];
  private readonly random: Random;
  /** Each pod has a network of its own to the database. */
  private readonly networks = new Map<PodProcess, FaultProxy>();
  private readonly ofProcesses = [() => this.kill(), () => this.restart(), () => this.terminateBackends()];
  private readonly ofNetworks = [
    () => this.dropClients(),
    () => this.silence(),
    () => this.takeOverAddress(),
    () => this.suspend(),
  ];

  constructor({ database, pods, clients, random }: TroubleOptions) {
    this.database = database;
    this.pods = pods;
    this.clients = clients;
    this.random = random;
  }

  async startPod(): Promise<void> {
    const { apiUrl, syncUrl } = this.database;
    const network = await FaultProxy.before(syncUrl);
    const pod = await this.pods.start({ apiUrl: network.urlOf(apiUrl), syncUrl: network.urlOf(syncUrl) });
    this.networks.set(pod, network);
  }

  /** The trouble of a batch; resolves when it is over. Batches count from 1. */
  async during(batch: number): Promise<void> {
    const turn = Math.floor((batch - 1) / 3);
    const kinds = { 0: this.ofProcesses, 1: this.ofNetworks, 2: [] }[batch % 3] ?? [];
    await delay(this.random.below(100));
    await kinds[turn % kinds.length]?.();
  }

  async end(): Promise<void> {
    await Promise.all([...this.pods.running].map((pod) => this.pods.stop(pod)));
    await Promise.all([...this.networks.values()].map((network) => network.close()));
  }

  private async kill(): Promise<void> {
    await this.pods.kill(this.somePod());
    await this.startPod();
  }

  private async restart(): Promise<void> {
    await this.pods.stop(this.somePod());
    await this.startPod();
  }

  private async terminateBackends(): Promise<void> {
    await this.database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'tidemark-%' AND datname = current_database()",
    );
  }

  private async dropClients(): Promise<void> {
    for (const client of this.random.sample([...this.clients], this.clients.length / 2)) {
      client.drop();
      await delay(this.random.below(20));
    }
  }

  /** Nothing passes between a pod and the database, in either direction, for as long as makes others take it for dead. */
  private async silence(): Promise<void> {
    const network = this.networks.get(this.somePod());
    network?.silence();
    await delay(500 + this.random.below(1_500));
    network?.heal();
  }

  /** The connections of a pod lead nowhere, while new ones work. */
  private async takeOverAddress(): Promise<void> {
    const network = this.networks.get(this.somePod());
    network?.forget();
    await delay(500 + this.random.below(1_500));
    network?.heal();
  }

  /** The machine of a pod stands still, and goes on as if nothing had been. */
  private async suspend(): Promise<void> {
    const pod = this.somePod();
    pod.process.kill('SIGSTOP');
    await delay(500 + this.random.below(1_500));
    pod.process.kill('SIGCONT');
  }

  private somePod(): PodProcess {
    return this.random.pick<PodProcess>([...this.pods.running]);
  }
}
