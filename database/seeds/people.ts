/** A person of the demo company who can sign in; the password of all is `tidemark`. */
export interface DemoPerson {
  readonly id: string;
  readonly username: string;
  readonly fname: string;
  readonly lname: string;
  readonly personType: 'admin' | 'manager' | 'member' | 'viewer';
  /** Number of the seeded employee that the person is. */
  readonly employee: number;
  readonly passwordHash: string;
}

/** Ids and hashes are fixed, so that tests and scripts may rely on them. argon2id: 19 MiB, 2 passes, 1 lane. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    id: '00000000-0000-4000-8000-00000000ada0',
    username: 'ada',
    fname: 'Ada',
    lname: 'Lindqvist',
    personType: 'admin',
    employee: 0,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$+gsh3JlfWS71bPd0kET68w$jLYhq2biHxfw5YmawBOkCpq02rh/n0E4B0mKAJSyW3k',
  },
  {
    id: '00000000-0000-4000-8000-000000003a10',
    username: 'mia',
    fname: 'Mia',
    lname: 'Hoffmann',
    personType: 'manager',
    employee: 1,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$VlUfzz3ojWP7fjZGIH/MwQ$5rsKfn01v/3PriQbUaRwN2C/uI1io0aFF1oly9afxNE',
  },
  {
    id: '00000000-0000-4000-8000-000000007030',
    username: 'tom',
    fname: 'Tom',
    lname: 'Brandt',
    personType: 'member',
    employee: 40,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$uG2VLRXRqT5ert24STxGQQ$e8+GxMVb4kFACeEg2x+tNWRM9losRu1AkuHjilaVlIA',
  },
  {
    id: '00000000-0000-4000-8000-00000000e0e0',
    username: 'eve',
    fname: 'Eve',
    lname: 'Moreau',
    personType: 'member',
    employee: 41,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$SJcC5AiGpeyflDnPtfMt4w$2+5sfVWVw/Dn7SxyvEtcFoOZGL2InXRSON77GABeJEk',
  },
  {
    id: '00000000-0000-4000-8000-000000001c10',
    username: 'vic',
    fname: 'Vic',
    lname: 'Kowalska',
    personType: 'viewer',
    employee: 42,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$KGC27E5P0NV/liAbDWvtZA$8B0+mH3p2ZLeC5FF34KUjG360yOPVyij/fQCa9VzGik',
  },
];

/** Members of seeded projects, by number of the project. Tom and Eve share none; Vic may only look. */
export const MEMBERSHIPS: readonly { readonly username: string; readonly projects: readonly number[] }[] = [
  { username: 'tom', projects: [0, 1, 2, 3, 4, 5] },
  { username: 'eve', projects: [6, 7, 8, 9, 10, 11] },
  { username: 'vic', projects: [0, 6, 12] },
];
