/** A small, fast, seeded source of numbers (mulberry32): the same seed gives the same data on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** Whether an event of this probability (0 to 1) happens. */
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Picks by weight: `weighted([['active', 6], ['planned', 1]])`. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item;
  /** Up to `count` different items, in the order of the list. */
  some<Item>(items: readonly Item[], count: number): Item[];
}

/** FNV-1a, so that each entity has a stream of its own: a change in one leaves the others' data alone. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

export function createRandom(name: string): Random {
  let state = seedOf(name);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new Error('pick() needs a list with at least one item');
    return item;
  };
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      return (items.find(([, weight]) => (left -= weight) < 0) ?? items[0] ?? [pick([])])[0];
    },
    some: (items, count) => items.filter((_, index) => next() * (items.length - index) < count && (count -= 1) >= 0),
  };
}
