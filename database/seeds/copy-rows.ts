import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

import { copyLine } from './copy-text.ts';
import { createRandom } from './random.ts';
import type { SeedSource } from './source.ts';
import type { World } from './world.ts';

/** Lines sent to the server at once: fewer, larger chunks. */
const LINES_PER_CHUNK = 200;

/** Records per COPY. The log triggers run once per COPY, with all its rows in hand. */
export const ROWS_PER_COPY = 10_000;

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Streams all records of an entity into its table; `onRows` hears how many were written after each COPY. */
export async function copyRows(
  client: Client,
  source: SeedSource,
  world: World,
  onRows: (count: number) => void,
): Promise<void> {
  const random = createRandom(source.code);
  const total = world.count(source.code);
  for (let first = 0; first < total; first += ROWS_PER_COPY) {
    const end = Math.min(first + ROWS_PER_COPY, total);
    await copyRange(client, first, end);
    onRows(end - first);
  }

  async function copyRange(connection: Client, first: number, end: number): Promise<void> {
    const sample = source.row(first, createRandom(source.code), world);
    const fields = Object.keys(sample);
    const columns = ['id', ...fields.map(snakeCase)].map((name) => connection.escapeIdentifier(name));
    const table = `app.${connection.escapeIdentifier(source.code)}`;
    const sink = connection.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
    await pipeline(Readable.from(chunks(fields, first, end)), sink);
  }

  function* chunks(fields: readonly string[], first: number, end: number): Generator<string> {
    let chunk: string[] = [];
    for (let index = first; index < end; index += 1) {
      const row = source.row(index, random, world);
      chunk.push(copyLine([world.id(source.code, index), ...fields.map((field) => row[field] ?? null)]));
      if (chunk.length === LINES_PER_CHUNK) {
        yield chunk.join('');
        chunk = [];
      }
    }
    yield chunk.join('');
  }
}
