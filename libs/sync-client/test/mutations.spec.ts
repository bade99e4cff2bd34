import { readFileSync } from 'node:fs';
import path from 'node:path';

import { MUTATIONS } from './mutations.ts';

// The mutation run itself takes too long for every day; that its edits still fit costs nothing to know.
it.each(MUTATIONS.map(({ name, edits }) => [name, edits] as const))(
  '%s: each edit fits its source once',
  (_, edits) => {
    const fits = edits.map(({ file, find }) => {
      const source = readFileSync(path.join(__dirname, '../src', file), 'utf8');
      return [file, source.split(find).length - 1];
    });
    expect(fits).toEqual(edits.map(({ file }) => [file, 1]));
  },
);
