import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';

import { EntityWords } from './internal/entity-words.ts';
import { SYNC_CONFIG, SYNC_FEATURES, SyncHost } from './internal/sync-host.ts';
import { Sync } from './sync.ts';
import type { SyncConfig } from './sync-config.ts';
import type { SyncFeature } from './sync-feature.ts';

/**
 * Gives the application a local store that keeps itself equal to the server for whoever is signed in.
 * The configuration may be a function; it then runs in the injection context and may use `inject`.
 *
 * @example
 * provideSync(() => {
 *   const session = inject(AuthSession);
 *   return { entities: ENTITIES, user: session.user, accessToken: (options) => session.accessToken(options) };
 * }, withLog((line) => console.debug(line)));
 */
export function provideSync(config: SyncConfig | (() => SyncConfig), ...features: SyncFeature[]): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: SYNC_CONFIG, useFactory: typeof config === 'function' ? config : () => config },
    { provide: SYNC_FEATURES, useValue: features },
    SyncHost,
    Sync,
    EntityWords,
    provideEnvironmentInitializer(() => void inject(SyncHost)),
  ]);
}
