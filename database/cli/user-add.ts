// npm run user:add -- <username> [--name "First Last"] [--role member] [--employee E01041]
// Adds a person who can sign in, or gives an existing one a new password, name or role. The password is asked for, or
// is the first line of standard input where that is not a terminal.
import { parseArgs } from 'node:util';

import { addPerson } from '../person/add-person.ts';
import { prepare } from './prepare.ts';
import { readPassword } from './read-password.ts';
import { withDatabase } from './with-database.ts';

await withDatabase(async ({ ownerUrl }) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' }, employee: { type: 'string' } },
  });
  const username = positionals[0];
  if (!username) {
    throw new Error(
      'Usage: npm run user:add -- <username> [--name "First Last"] [--role admin|manager|member|viewer] [--employee E01041]',
    );
  }
  const password = await readPassword(`Password for ${username}: `);
  await prepare(ownerUrl);
  const { isNew, role } = await addPerson(ownerUrl, {
    username,
    password,
    ...(values.name && { name: values.name }),
    ...(values.role && { role: values.role }),
    ...(values.employee && { employeeNumber: values.employee }),
  });
  process.stdout.write(`${isNew ? 'Added' : 'Changed'} ${username} (${role}).\n`);
});
