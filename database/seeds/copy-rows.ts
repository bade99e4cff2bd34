import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

import { copyLine } from './copy-text.ts';
import { createRandom } from './random.ts';
import type { SeedSource } from './source.ts';
import { timesOf } from './times-of.ts';
import type { World } from './world.ts';

/** Lines sent to the server at once: fewer, larger chunks. */
const LINES_PER_CHUNK = 200;

/** Records per statement. The log triggers run once for each, with all its rows in hand. */
const ROWS_PER_COPY = 10_000;

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Streams all records of an entity into its table; `onRows` hears how many were written after each statement. By way of
 * a temporary table, because the entity's own is under row-level security, where PostgreSQL lets nobody COPY who is bound by it.
 */
export async function copyRows(
  client: Client,
  source: SeedSource,
  world: World,
  onRows: (count: number) => void,
): Promise<void> {
  const random = createRandom(source.code);
  // A stream of its own, so that the times leave the data alone.
  const randomTimes = createRandom(`${source.code} times`);
  const total = world.count(source.code);
  const fields = Object.keys(source.row(0, createRandom(source.code), world));
  const columns = ['id', 'created_ts', 'updated_ts', ...fields.map(snakeCase)]
    .map((name) => client.escapeIdentifier(name))
    .join(', ');
  const table = `app.${client.escapeIdentifier(source.code)}`;
  await client.query(`CREATE TEMP TABLE seed_rows AS SELECT ${columns} FROM ${table} WITH NO DATA`);
  for (let first = 0; first < total; first += ROWS_PER_COPY) {
    const end = Math.min(first + ROWS_PER_COPY, total);
    await pipeline(Readable.from(chunks(first, end)), client.query(from('COPY seed_rows FROM STDIN')));
    await client.query(`INSERT INTO ${table} (${columns}) SELECT * FROM seed_rows`);
    await client.query('TRUNCATE seed_rows');
    onRows(end - first);
  }
  await client.query('DROP TABLE seed_rows');

  function* chunks(first: number, end: number): Generator<string> {
    let chunk: string[] = [];
    for (let index = first; index < end; index += 1) {
      const row = source.row(index, random, world);
      const { createdTs, updatedTs } = timesOf(randomTimes, world, row);
      const values = fields.map((field) => row[field] ?? null);
      chunk.push(copyLine([world.id(source.code, index), createdTs, updatedTs, ...values]));
      if (chunk.length === LINES_PER_CHUNK) {
        yield chunk.join('');
        chunk = [];
      }
    }
    yield chunk.join('');
  }
}
