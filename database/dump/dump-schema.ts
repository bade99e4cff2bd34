import type { Client } from 'pg';

import { withClient } from '../connection/with-client.ts';
import * as queries from './catalog-queries.ts';

interface Relation {
  readonly oid: number;
  readonly name: string;
  /** r table, p partitioned table, v view. */
  readonly kind: string;
  readonly partition_key: string | null;
  readonly partition_bound: string | null;
  readonly has_security: boolean;
  readonly is_forced: boolean;
  readonly comment: string | null;
  /** Storage parameters of a table. */
  readonly options: string | null;
  readonly definition: string | null;
}

interface Line {
  readonly line: string;
}

/**
 * The schema as one text, the same for the same schema: what `schema.sql` holds. Read from the catalogues, because
 * pg_dump is not part of the embedded server. For reading and comparing; databases are made by the migrations.
 */
export async function dumpSchema(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const relations = (await client.query<Relation>(queries.RELATIONS)).rows;
    const parts = [
      '-- Made by database/cli/dump-schema.ts from a migrated database of PostgreSQL 18. Not to be edited.',
      '',
    ];
    for (const line of await lines(client, queries.TYPES)) parts.push(`${line};`);
    for (const relation of relations) parts.push('', await dumpRelation(client, relation));
    parts.push('', '-- Functions');
    for (const line of await lines(client, queries.FUNCTIONS)) parts.push(`-- app.${line}`);
    return `${parts.join('\n')}\n`;
  });
}

async function lines(client: Client, query: string, oid?: number): Promise<string[]> {
  const { rows } = await client.query<Line>(query, oid === undefined ? [] : [oid]);
  return rows.map(({ line }) => line);
}

async function dumpRelation(client: Client, relation: Relation): Promise<string> {
  const text = relation.kind === 'v' ? [dumpView(relation)] : await dumpTable(client, relation);
  const grants = await lines(client, queries.GRANTS, relation.oid);
  return [...text, ...grants.map((line) => `${line};`)].join('\n');
}

function dumpView({ name, definition }: Relation): string {
  return `CREATE VIEW app.${name} AS\n${definition ?? ''}`;
}

async function dumpTable(client: Client, relation: Relation): Promise<string[]> {
  const { oid, name } = relation;
  const columns = (await client.query<Line & { name: string; comment: string | null }>(queries.COLUMNS, [oid])).rows;
  const constraints = await lines(client, queries.CONSTRAINTS, oid);
  const body = [...columns.map(({ line }) => line), ...constraints].map((line) => `  ${line}`).join(',\n');
  const suffix = relation.partition_key
    ? ` PARTITION BY ${relation.partition_key}`
    : relation.partition_bound
      ? ` -- partition ${relation.partition_bound}`
      : relation.options
        ? ` WITH (${relation.options})`
        : '';
  const comments = columns.filter(({ comment }) => comment !== null);
  return [
    `CREATE TABLE app.${name} (\n${body}\n)${suffix};`,
    ...(await lines(client, queries.INDEXES, oid)).map((line) => `${line};`),
    ...(relation.has_security ? [`ALTER TABLE app.${name} ENABLE ROW LEVEL SECURITY;`] : []),
    ...(relation.is_forced ? [`ALTER TABLE app.${name} FORCE ROW LEVEL SECURITY;`] : []),
    ...(await lines(client, queries.POLICIES, oid)).map((line) => `${line};`),
    ...(await lines(client, queries.TRIGGERS, oid)).map((line) => `${line};`),
    ...(relation.comment ? [`COMMENT ON TABLE app.${name} IS ${literal(relation.comment)};`] : []),
    ...comments.map((column) => `COMMENT ON COLUMN app.${name}.${column.name} IS ${literal(column.comment ?? '')};`),
  ];
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
