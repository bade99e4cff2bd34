/** Rounds to whole cents. */
export const cents = (amount: number) => Math.round(amount * 100) / 100;

/** A net amount with tax of so many per cent. */
export const grossAmount = (net: number, taxRate: number) => cents(net * (1 + taxRate / 100));
