/** How much demo data: for a first look, for lists that must page and filter, for endurance. */
export const SIZES = ['small', 'medium', 'large'] as const;
export type SeedSize = (typeof SIZES)[number];
