// npm run seed [-- small|medium|large]: fills an empty database with the demo company.
import { seed } from '../seeds/seed.ts';
import { type SeedSize, SIZES } from '../seeds/size.ts';
import { prepare } from './prepare.ts';
import { showProgress } from './show-progress.ts';
import { withDatabase } from './with-database.ts';

const isSize = (text: string): text is SeedSize => (SIZES as readonly string[]).includes(text);

await withDatabase(async ({ ownerUrl }) => {
  const size = process.argv[2] ?? 'small';
  if (!isSize(size)) throw new Error(`"${size}" is not a size. Use one of ${SIZES.join(', ')}: npm run seed -- medium`);
  await prepare(ownerUrl);
  const start = performance.now();
  const count = await seed(ownerUrl, size, { onProgress: showProgress() });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`Seeded ${count.toLocaleString('en')} records in ${seconds} s.\n`);
});
