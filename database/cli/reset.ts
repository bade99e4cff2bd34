// npm run db:reset [-- small|medium|large|none] [--yes]: drops everything in the schema "app" and starts afresh with demo data.
import { withClient } from '../connection/with-client.ts';
import { seed } from '../seeds/seed.ts';
import { type SeedSize, SIZES } from '../seeds/size.ts';
import { prepare } from './prepare.ts';
import { showProgress } from './show-progress.ts';
import { withDatabase } from './with-database.ts';

const isSize = (text: string): text is SeedSize => (SIZES as readonly string[]).includes(text);

await withDatabase(async ({ ownerUrl, isExternal }) => {
  const words = process.argv.slice(2);
  const size = words.find((word) => !word.startsWith('--')) ?? 'small';
  if (size !== 'none' && !isSize(size))
    throw new Error(`"${size}" is not a size. Use one of ${SIZES.join(', ')}, none.`);
  if (isExternal && !words.includes('--yes')) {
    const { host, pathname } = new URL(ownerUrl);
    throw new Error(
      `DATABASE_URL is set: this would delete all Tidemark data in ${host}${pathname}. Add --yes to do it.`,
    );
  }
  await withClient(ownerUrl, (client) => client.query('DROP SCHEMA IF EXISTS app CASCADE'));
  await prepare(ownerUrl);
  if (size !== 'none') await seed(ownerUrl, size, { onProgress: showProgress() });
  process.stdout.write('The database is fresh.\n');
});
