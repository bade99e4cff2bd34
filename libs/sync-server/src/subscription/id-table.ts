import { randomInt } from 'node:crypto';

/** Slots at first; always a power of two, so that a mask finds the slot of a hash. */
const SMALLEST = 8;
const FREE = 0;

/**
 * Entries by their id: a Map for millions of them. With a million ids a look-up spends its time waiting for memory, and a
 * Map of strings goes there for its bucket, for each key in the bucket's chain and for each key's hash. Here all hashes
 * lie side by side, so a look-up waits for its slot's hash, then for the entry (`match` in api/bench has the figures).
 *
 * Open addressing with linear probing, at most half full, and deletion by shifting back, so there are no tombstones:
 * Knuth, The Art of Computer Programming 3, 6.4, algorithms L and R.
 */
export class IdTable<Entry extends { readonly entityId: string }> {
  private hashes = new Int32Array(SMALLEST);
  private entries = new Array<Entry | undefined>(SMALLEST);
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(entityId: string): Entry | undefined {
    return this.entries[this.slotOf(entityId)];
  }

  /** The entry's id must not be in the table. */
  add(entry: Entry): void {
    if (2 * (this.count + 1) > this.entries.length) this.resize(2 * this.entries.length);
    this.put(entry, hashOf(entry.entityId));
    this.count++;
  }

  delete(entityId: string): void {
    const { hashes, entries } = this;
    const mask = entries.length - 1;
    let free = this.slotOf(entityId);
    if (hashes[free] === FREE) return;
    this.count--;
    // What follows without a gap, and was pushed past the free slot by what stood there, moves back into it.
    for (let slot = (free + 1) & mask; hashes[slot] !== FREE; slot = (slot + 1) & mask) {
      const hash = hashes[slot] as number;
      if (((slot - hash) & mask) < ((slot - free) & mask)) continue;
      hashes[free] = hash;
      entries[free] = entries[slot];
      free = slot;
    }
    hashes[free] = FREE;
    entries[free] = undefined;
    if (8 * this.count < entries.length && entries.length > SMALLEST) this.resize(entries.length / 2);
  }

  *values(): Iterable<Entry> {
    for (const entry of this.entries) if (entry) yield entry;
  }

  /** Where the id is, or the free slot that says that it is not there. */
  private slotOf(entityId: string): number {
    const { hashes, entries } = this;
    const mask = entries.length - 1;
    const hash = hashOf(entityId);
    let slot = hash & mask;
    while (hashes[slot] !== FREE && (hashes[slot] !== hash || entries[slot]?.entityId !== entityId)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private put(entry: Entry, hash: number): void {
    const mask = this.entries.length - 1;
    let slot = hash & mask;
    while (this.hashes[slot] !== FREE) slot = (slot + 1) & mask;
    this.hashes[slot] = hash;
    this.entries[slot] = entry;
  }

  private resize(length: number): void {
    const { hashes, entries } = this;
    this.hashes = new Int32Array(length);
    this.entries = new Array<Entry | undefined>(length);
    for (let slot = 0; slot < entries.length; slot++) {
      if (hashes[slot] !== FREE) this.put(entries[slot] as Entry, hashes[slot] as number);
    }
  }
}

/** Clients choose the ids of their records; without the seed they could choose many with one hash. */
const SEED = randomInt(2 ** 32);

/** FNV-1a, its upper half mixed into the lower one, which the mask keeps; never FREE. */
function hashOf(id: string): number {
  let hash = SEED;
  for (let n = 0; n < id.length; n++) hash = Math.imul(hash ^ id.charCodeAt(n), 0x01000193);
  return (hash ^ (hash >>> 15)) | 0 || 1;
}
