import { cents } from '../money.ts';
import type { SeedSource } from '../source.ts';

const NOUNS: readonly (readonly [string, string, string])[] = [
  ['Roller conveyor', 'Conveyors', 'good'],
  ['Belt conveyor', 'Conveyors', 'good'],
  ['Light barrier', 'Sensors', 'good'],
  ['Code reader', 'Sensors', 'good'],
  ['Gear motor', 'Drives', 'good'],
  ['Frequency converter', 'Drives', 'good'],
  ['Control cabinet', 'Control', 'good'],
  ['Operator panel', 'Control', 'good'],
  ['Commissioning day', 'Services', 'service'],
  ['Training day', 'Services', 'service'],
  ['Yard software', 'Software', 'license'],
  ['Portal access', 'Software', 'subscription'],
];

export const productSource: SeedSource = {
  code: 'product',
  row(index, random, world) {
    const [noun, category, kind] = NOUNS[index % NOUNS.length] ?? ['Roller conveyor', 'Conveyors', 'good'];
    const price = random.int(4, 800) * 5;
    const isGood = kind === 'good';
    return {
      name: `${noun} ${random.pick(['S', 'M', 'L', 'XL'])}${100 + Math.floor(index / NOUNS.length)}`,
      sku: `${category.slice(0, 3).toUpperCase()}-${String(index + 1).padStart(5, '0')}`,
      kind,
      status: random.weighted([
        ['available', 10],
        ['concept', 1],
        ['discontinued', 2],
      ]),
      category,
      vendorId: isGood ? world.id('vendor', world.spread('vendor', index, 149)) : null,
      price,
      cost: cents(price * (0.4 + random.next() * 0.3)),
      currency: 'EUR',
      taxRate: 19,
      unit: isGood ? 'piece' : kind === 'service' ? 'day' : 'month',
      weightKg: isGood ? random.int(1, 4_000) / 10 : null,
      launchedOn: world.day(-random.int(30, 3_000)),
      website: `https://www.tidemark.example/products/${index + 1}`,
      description: `${noun} for continuous operation, with documentation in four languages.`,
      tags: random.some(['new', 'spare part', 'on request'], 1),
    };
  },
};
