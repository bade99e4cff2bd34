import { createRandom } from './random.ts';

/** Net amount of the n-th invoice; the invoice and its payment must agree on it. */
export function invoiceAmount(invoice: number): number {
  return createRandom(`invoice/${invoice}`).int(8, 1_200) * 50;
}
