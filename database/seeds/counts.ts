import type { SeedSize } from './size.ts';

/** Records of each entity: small (about 11,000 in all), medium (about 100,000) and large (about 2 million). */
const COUNTS: Readonly<Record<string, readonly [small: number, medium: number, large: number]>> = {
  office: [8, 14, 60],
  department: [16, 20, 60],
  position: [60, 80, 400],
  employee: [320, 1_200, 20_000],
  team: [30, 80, 800],
  skill: [40, 60, 120],
  customer: [90, 900, 20_000],
  contact: [220, 2_500, 60_000],
  vendor: [45, 250, 4_000],
  opportunity: [140, 1_800, 30_000],
  quote: [130, 1_600, 30_000],
  contract: [70, 800, 15_000],
  project: [64, 500, 6_000],
  milestone: [256, 2_000, 24_000],
  task: [2_400, 24_000, 520_000],
  timesheet: [2_000, 22_000, 560_000],
  risk: [160, 1_500, 18_000],
  ticket: [450, 6_000, 150_000],
  change_request: [110, 900, 12_000],
  budget: [64, 300, 4_000],
  expense: [420, 4_500, 90_000],
  purchase_order: [130, 1_300, 25_000],
  invoice: [320, 4_000, 80_000],
  payment: [280, 3_600, 75_000],
  product: [120, 800, 6_000],
  inventory_item: [300, 2_500, 30_000],
  asset: [380, 1_800, 30_000],
  document: [320, 3_500, 50_000],
  wiki_page: [160, 1_500, 15_000],
  event: [320, 3_000, 45_000],
  comment: [1_300, 13_000, 280_000],
};

/** The entities that have demo data. One without starts empty. */
export const SEEDED_CODES: readonly string[] = Object.keys(COUNTS);

export function countOf(code: string, size: SeedSize): number {
  const counts = COUNTS[code];
  if (!counts) throw new Error(`database/seeds/counts.ts says nothing about '${code}'`);
  return counts[size === 'small' ? 0 : size === 'medium' ? 1 : 2];
}
