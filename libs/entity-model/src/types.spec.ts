import type { EntityDefinition, EntityInput, EntityPatch, EntityRow } from './index.ts';
import { boolean, choice, currency, date, defineEntity, money, ref, required, tags, text } from './index.ts';

/** `true` exactly when both types are the same; the assignments below do not compile otherwise. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const Voucher = defineEntity({
  code: 'voucher',
  area: 'finance',
  icon: 'sell',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    note: text(),
    state: choice(['open', 'used']),
    kind: choice(['gift', 'refund'], { default: 'gift' }),
    amount: required(money()),
    currency: currency({ default: 'EUR' }),
    holderId: required(ref('employee')),
    validOn: date(),
    isPaper: boolean({ default: false }),
    pin: text({ secret: true }),
    tags: tags(),
  },
});

type Currency = EntityRow<typeof Voucher>['currency'];

interface Row {
  readonly id: string;
  readonly version: number;
  readonly createdTs: string;
  readonly updatedTs: string;
  readonly name: string;
  readonly note: string | null;
  readonly state: 'open' | 'used' | null;
  readonly kind: 'gift' | 'refund';
  readonly amount: number;
  readonly currency: Currency;
  readonly holderId: string;
  readonly validOn: string | null;
  readonly isPaper: boolean;
  readonly tags: readonly string[];
}

interface Input {
  id?: string;
  name: string;
  amount: number;
  holderId: string;
  note?: string | null;
  state?: 'open' | 'used' | null;
  kind?: 'gift' | 'refund';
  currency?: Currency;
  validOn?: string | null;
  isPaper?: boolean;
  pin?: string | null;
  tags?: readonly string[];
}

type Patch = Partial<Omit<Input, 'id'>>;

type Flat<T> = { [K in keyof T]: T[K] };

describe('the types of a record', () => {
  it('show every field but the secret ones in a row, with null where empty', () => {
    const same: Same<EntityRow<typeof Voucher>, Flat<Row>> = true;
    expect(same).toBe(true);
  });

  it('demand of an input the required fields that have no default', () => {
    const same: Same<EntityInput<typeof Voucher>, Flat<Input>> = true;
    expect(same).toBe(true);
  });

  it('let a patch name any of the fields, and nothing of the system', () => {
    const same: Same<Flat<EntityPatch<typeof Voucher>>, Flat<Patch>> = true;
    expect(same).toBe(true);
  });

  it('know the currencies by name', () => {
    const fits: 'EUR' extends Currency ? true : false = true;
    const anyText: string extends Currency ? true : false = false;
    expect([fits, anyText]).toEqual([true, false]);
  });

  it('fit into a list of definitions, whose rows have unknown values', () => {
    const list: readonly EntityDefinition[] = [Voucher];
    const row: EntityRow<EntityDefinition> = { id: '', version: 1, createdTs: '', updatedTs: '', name: 'unknown' };
    const name: unknown = row['name'];
    expect([list.length, name]).toEqual([1, 'unknown']);
  });

  it('refuse names of fields that are not declared', () => {
    const options = { code: 'x', area: 'finance', icon: 'sell', access: { rule: 'directory' } } as const;
    const fields = { name: required(text()) };
    // @ts-expect-error: 'nme' is not a field
    expect(() => defineEntity({ ...options, title: 'nme', fields })).toThrow("unknown title field 'nme'");
    // @ts-expect-error: 'nme' is not a field
    expect(() => defineEntity({ ...options, title: 'name', sort: ['nme'], fields })).toThrow(
      "unknown sort field 'nme'",
    );
  });
});
