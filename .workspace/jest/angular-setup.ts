import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';

import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

// jsdom lacks these; RxDB needs them (sha-256 of schemas, structuredClone).
Object.assign(globalThis, { TextEncoder, TextDecoder });
if (!globalThis.crypto?.subtle) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
globalThis.structuredClone ??= <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

setupZonelessTestEnv();
