import { invoiceAmount } from '../invoice-amount.ts';
import { cents, grossAmount } from '../money.ts';
import { customerOfContract } from '../relations.ts';
import type { SeedSource } from '../source.ts';

/** Invoice n bills contract n modulo their number; those with a payment (see the payment source) come first. */
export const invoiceSource: SeedSource = {
  code: 'invoice',
  row(index, random, world) {
    const contract = index % world.count('contract');
    const isPaid = index < world.count('payment') * 0.8;
    const issued = isPaid ? -random.int(45, 700) : -random.int(0, 70);
    const status = isPaid
      ? 'paid'
      : issued < -30
        ? 'overdue'
        : random.weighted([
            ['sent', 6],
            ['draft', 2],
            ['partly_paid', 1],
            ['void', 1],
          ]);
    const net = invoiceAmount(index);
    const total = grossAmount(net, 19);
    return {
      number: `R-${70_001 + index}`,
      customerId: world.id('customer', customerOfContract(contract, world)),
      contractId: world.id('contract', contract),
      projectId: contract < world.count('project') ? world.id('project', contract) : null,
      ownerId: world.id('employee', world.spread('employee', contract, 53)),
      status,
      issuedOn: world.day(issued),
      dueOn: world.day(issued + 30),
      paidOn: isPaid ? world.day(Math.min(-1, issued + random.int(10, 44))) : null,
      netAmount: net,
      taxRate: 19,
      totalAmount: total,
      paidAmount: isPaid ? total : status === 'partly_paid' ? cents(total / 2) : 0,
      currency: 'EUR',
      reference: random.chance(0.6) ? `${random.int(4_500_000, 4_599_999)}` : null,
      notes: null,
    };
  },
};
