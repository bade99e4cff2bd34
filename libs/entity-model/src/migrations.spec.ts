import { createTableSql } from './create-table-sql.ts';
import { defineEntity } from './define-entity.ts';
import type { EntityDefinition, Fields } from './entity-definition.ts';
import { date, ref, required, text } from './fields.ts';
import { missingMigrations } from './migrations.ts';

function entity(code: string, fields: Fields = {}): EntityDefinition {
  return defineEntity({
    code,
    area: 'goods',
    icon: 'sailing',
    title: 'name',
    access: { rule: 'directory' },
    fields: { name: required(text()), ...fields },
  });
}

const names = (entities: EntityDefinition[], files: string[] = []) =>
  missingMigrations(entities, files).map(({ name }) => name);

describe('missingMigrations', () => {
  it('puts what is referred to first, otherwise keeps the order given', () => {
    const crew = entity('crew', { shipId: ref('ship') });
    const port = entity('port');
    const ship = entity('ship', { homeId: ref('port'), sisterId: ref('ship') });
    expect(names([crew, port, ship])).toEqual(['0100_create_port.sql', '0101_create_ship.sql', '0102_create_crew.sql']);
  });

  it('closes circles in a last file', () => {
    const ship = entity('ship', { masterId: ref('sailor') });
    const sailor = entity('sailor', { shipId: ref('ship', { onDelete: 'set null' }) });
    const [first, , last] = missingMigrations([ship, sailor], []);
    expect(first?.sql).not.toContain('FOREIGN KEY');
    expect(last).toEqual({
      name: '0102_add_circular_references.sql',
      sql: `-- References between entities whose tables could not exist before each other.

ALTER TABLE app.ship
  ADD CONSTRAINT ship_master_id_fkey FOREIGN KEY (master_id) REFERENCES app.sailor (id) ON DELETE RESTRICT;
`,
    });
  });

  it('writes only what is missing, numbered after the last file of anybody', () => {
    const files = ['0001_schema.sql', '0100_create_ship.sql', '0140_add_core_references.sql', 'README.md'];
    const port = entity('port', { shipId: ref('ship') });
    const [only, ...rest] = missingMigrations([entity('ship'), port], files);
    expect([only?.name, rest]).toEqual(['0141_create_port.sql', []]);
    expect(only?.sql).toContain('REFERENCES app.ship (id)');
  });

  it('has nothing to write where every table is there', () => {
    expect(names([entity('ship')], ['0100_create_ship.sql'])).toEqual([]);
  });

  it('makes a table again that was dropped since', () => {
    expect(names([entity('ship')], ['0101_drop_ship.sql', '0100_create_ship.sql'])).toEqual(['0102_create_ship.sql']);
    expect(names([entity('ship')], ['0100_create_ship.sql', '0101_drop_ship.sql', '0102_create_ship.sql'])).toEqual([]);
  });

  it('refuses a reference to what is not defined', () => {
    expect(() => names([entity('crew', { shipId: ref('ship') })])).toThrow(
      "crew.ship_id refers to 'ship', which is not defined. Defined are crew.",
    );
  });
});

describe('createTableSql', () => {
  it('quotes names that PostgreSQL reserves', () => {
    const order = defineEntity({
      code: 'order',
      area: 'goods',
      icon: 'list',
      title: 'user',
      access: { rule: 'directory' },
      fields: { user: required(text({ hint: "The buyer's name." })), end: date() },
      sort: ['end'],
    });
    expect(createTableSql(order)).toMatchInlineSnapshot(`
     "-- Orders (goods).

     CREATE TABLE app."order" (
       id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
       version bigint NOT NULL,
       created_ts timestamptz NOT NULL DEFAULT now(),
       updated_ts timestamptz NOT NULL DEFAULT now(),
       updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
       "user" varchar(200) COLLATE "C" NOT NULL,
       "end" date,
       CONSTRAINT order_user_not_blank CHECK (btrim("user") <> ''),
       CONSTRAINT order_end_range CHECK ("end" BETWEEN '0001-01-01' AND '9999-12-31')
     ) WITH (fillfactor = 85);

     CREATE INDEX order_user_idx ON app."order" ("user", id);
     CREATE INDEX order_end_idx ON app."order" ("end", id);
     CREATE INDEX order_created_ts_idx ON app."order" (created_ts, id);
     CREATE INDEX order_updated_minute_idx ON app."order" (updated_minute);

     COMMENT ON TABLE app."order" IS 'Orders';
     COMMENT ON COLUMN app."order"."user" IS 'The buyer''s name.';

     INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
     VALUES ('order', 'directory', NULL, '{}');
     "
    `);
  });
});
