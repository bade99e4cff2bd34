import { readSettings } from './settings.ts';

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings({})).toMatchObject({
      apiPort: 4000,
      apiHost: undefined,
      databaseUrl: undefined,
      seedSize: 'small',
    });
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ API_PORT: '', DATABASE_URL: '', TIDEMARK_SEED: '' })).toEqual(readSettings({}));
  });

  it('list every variable that makes no sense', () => {
    const read = (): unknown => readSettings({ API_PORT: 'http', DATABASE_URL: 'mysql://x', TIDEMARK_SEED: 'huge' });
    expect(read).toThrow(/API_PORT is 'http'[^]*DATABASE_URL is not[^]*TIDEMARK_SEED is 'huge'/);
  });

  it('do not repeat a password in their complaint', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:secret@host/db' })).toThrow(
      expect.not.stringContaining('secret'),
    );
  });
});
