import { type DynamicModule, Global, Module } from '@nestjs/common';

import { CONFIG, type Config } from './config.ts';

/** Gives every module the configuration that `main` has checked. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
  }
}
