import { invoiceAmount } from '../invoice-amount.ts';
import { cents, grossAmount } from '../money.ts';
import type { SeedSource } from '../source.ts';

/** Four of five payments come in, each for the invoice of its number; the others go out to vendors. */
export const paymentSource: SeedSource = {
  code: 'payment',
  row(index, random, world) {
    const isIncoming = index < world.count('payment') * 0.8;
    const paid = -random.int(1, 500);
    const status =
      paid < -5
        ? random.weighted([
            ['settled', 20],
            ['failed', 1],
            ['refunded', 1],
          ])
        : 'pending';
    return {
      number: `PAY-${80_001 + index}`,
      direction: isIncoming ? 'incoming' : 'outgoing',
      invoiceId: isIncoming ? world.id('invoice', index) : null,
      purchaseOrderId: isIncoming ? null : world.id('purchase_order', world.spread('purchase_order', index, 139)),
      recordedById: world.id('employee', 1),
      method: random.weighted([
        ['bank_transfer', 10],
        ['direct_debit', 3],
        ['card', 1],
      ]),
      status,
      paidOn: world.day(paid),
      settledOn: status === 'settled' ? world.day(Math.min(0, paid + random.int(0, 3))) : null,
      amount: isIncoming ? grossAmount(invoiceAmount(index), 19) : cents(random.int(100, 40_000) * 1.19),
      fee: random.chance(0.1) ? 2.5 : 0,
      currency: 'EUR',
      bankReference: `TIDE${random.int(10_000_000, 99_999_999)}`,
      accountIban: `DE${random.int(10, 99)} ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(10, 99)}`,
      notes: null,
    };
  },
};
