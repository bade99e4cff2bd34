export { EmbeddedError } from './embedded/embedded-error.ts';
export { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded/start-embedded.ts';
export { MissingRolesError } from './migrate/ensure-roles.ts';
export { type DatabaseUrls, prepareDatabase, type PrepareOptions } from './migrate/prepare-database.ts';
