import { readSettings } from './settings.ts';
import { welcome } from './welcome.ts';

describe('welcome', () => {
  const settings = readSettings({ TIDEMARK_DATA: '/srv/app/.tidemark' });
  const urls = { apiUrl: '', syncUrl: '' };
  const embedded = { ...urls, ownerUrl: 'postgres://tidemark:s3cret@127.0.0.1:5000/tidemark', postmasterPid: 7 };
  const own = {
    ...urls,
    ownerUrl: 'postgres://me:s3cret@db:5432/app',
    postmasterPid: undefined,
    location: 'database app on db',
  };
  const url = 'http://localhost:4000';

  it('gives the embedded database away with its password', () => {
    const text = welcome({ url, settings, database: { ...embedded, location: '/srv/app/.tidemark/pgdata' } });
    expect(text).toContain(embedded.ownerUrl);
    expect(text).not.toContain('its database in');
  });

  it('says where the cluster lies when that is not in the data folder', () => {
    const text = welcome({ url, settings, database: { ...embedded, location: '/var/tmp/tidemark-data-1/pgdata' } });
    expect(text).toContain('its database in /var/tmp/tidemark-data-1/pgdata');
  });

  it("keeps the password of somebody's own server to itself", () => {
    const text = welcome({ url, settings, database: own });
    expect(text).toContain('postgres://me:***@db:5432/app');
    expect(text).not.toContain('s3cret');
  });
});
