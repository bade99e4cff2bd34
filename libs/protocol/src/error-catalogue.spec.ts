import { type CatalogueEntry, ERROR_CATALOGUE } from './error-catalogue.ts';

describe.each(Object.entries<CatalogueEntry>(ERROR_CATALOGUE))('%s', (code, entry) => {
  it('has a code, a status and sentences that people can use', () => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
    expect(entry.title).toMatch(/^[A-Z][^.]*$/);
    for (const sentence of [entry.cause, entry.remedy]) expect(sentence).toMatch(/^[A-Z`].*\.$/);
  });
});
