/** What a fleet of connections has heard, one entry per change and connection; parallel arrays. */
export interface Arrivals {
  /** Ids that `records` points into. */
  readonly ids: readonly string[];
  readonly connections: Uint32Array;
  readonly records: Uint32Array;
  readonly versions: Float64Array;
  /** When the frame was read, by `nowUs`. */
  readonly atUs: Float64Array;
}

/** Collects arrivals without an object per entry: a busy run has millions. */
export class ArrivalRecorder {
  private ids: string[] = [];
  private indexes = new Map<string, number>();
  private connections: number[] = [];
  private records: number[] = [];
  private versions: number[] = [];
  private atUs: number[] = [];

  get size(): number {
    return this.records.length;
  }

  add(connection: number, id: string, version: number, atUs: number): void {
    let index = this.indexes.get(id);
    if (index === undefined) {
      index = this.ids.push(id) - 1;
      this.indexes.set(id, index);
    }
    this.connections.push(connection);
    this.records.push(index);
    this.versions.push(version);
    this.atUs.push(atUs);
  }

  /** Hands over what there is and starts anew. */
  take(): Arrivals {
    const taken = {
      ids: this.ids,
      connections: Uint32Array.from(this.connections),
      records: Uint32Array.from(this.records),
      versions: Float64Array.from(this.versions),
      atUs: Float64Array.from(this.atUs),
    };
    this.ids = [];
    this.indexes = new Map();
    this.connections = [];
    this.records = [];
    this.versions = [];
    this.atUs = [];
    return taken;
  }
}
