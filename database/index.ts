export { EmbeddedError } from './embedded/embedded-error.ts';
export { removeEmbedded } from './embedded/remove-embedded.ts';
export { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded/start-embedded.ts';
export { MissingRolesError } from './migrate/ensure-roles.ts';
export { type DatabaseUrls, prepareDatabase, type PrepareOptions } from './migrate/prepare-database.ts';
export { hasData } from './seeds/has-data.ts';
export { DEMO_PEOPLE, type DemoPerson } from './seeds/people.ts';
export { NotEmptyError, seed, type SeedOptions, type SeedProgress } from './seeds/seed.ts';
export { type SeedSize, SIZES } from './seeds/size.ts';
