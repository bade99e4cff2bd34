import { choice, currency, date, defineEntity, money, ref, required, richText, text } from '@tidemark/entity-model';

/** Money that came in for an invoice or went out for a purchase order. */
export const Payment = defineEntity({
  code: 'payment',
  area: 'finance',
  icon: 'payments',
  title: 'number',
  access: { rule: 'finance', via: 'recordedById' },
  fields: {
    number: required(text({ max: 20, unique: true, label: 'Payment number' })),
    direction: choice(['incoming', 'outgoing'], { default: 'incoming' }),
    invoiceId: ref('invoice'),
    purchaseOrderId: ref('purchase_order'),
    recordedById: required(ref('employee', { label: 'Recorded by' })),
    method: choice(['bank_transfer', 'card', 'direct_debit', 'cash', 'cheque'], { default: 'bank_transfer' }),
    status: choice(['pending', 'settled', 'failed', 'refunded'], { default: 'pending' }),
    paidOn: required(date({ label: 'Paid' })),
    settledOn: date({ label: 'Settled' }),
    amount: required(money({ min: 0 })),
    fee: money({ min: 0, default: 0 }),
    currency: currency({ default: 'EUR' }),
    bankReference: text({ max: 140 }),
    accountIban: text({ max: 34, secret: true, label: 'Account (IBAN)' }),
    notes: richText({ max: 4_000 }),
  },
  ordered: [['paidOn', 'settledOn']],
  sort: ['paidOn', 'amount', 'status'],
  orderBy: '-paidOn',
  filter: ['direction', 'method', 'status', 'paidOn', 'amount'],
  slots: ['number', 'paidOn', 'status', 'invoiceId'],
  columns: ['number', 'direction', 'invoiceId', 'method', 'status', 'paidOn', 'amount'],
});
