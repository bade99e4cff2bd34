import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Parser } from '@asyncapi/parser';

import { clientMessageSchema } from '../src/client-message.ts';
import { serverMessageSchema } from '../src/server-message.ts';
import { asyncApi } from './async-api.ts';
import { documents } from './documents.ts';
import { EXAMPLES } from './examples.ts';
import { documentedMessages } from './messages.ts';

describe('the generated documents', () => {
  it.each(['asyncapi.json', 'error-codes.md', 'protocol.md'])(
    '%s is current (else: nx docs protocol)',
    async (name) => {
      const [file = '', content] = [...(await documents())].find(([one]) => path.basename(one) === name) ?? [];
      expect(readFileSync(file, 'utf8')).toBe(content);
    },
  );

  it('asyncapi.json is a valid AsyncAPI 3 document', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApi()));
    expect(diagnostics.filter(({ severity }) => severity <= 1)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(document?.messages().length).toBe(documentedMessages().length);
  });

  it.each(documentedMessages().map(({ type, from }) => [type, from]))(
    'the example of %s is a good one',
    (type, from) => {
      const schema = from === 'client' ? clientMessageSchema : serverMessageSchema;
      expect(schema.safeParse(EXAMPLES[type]).error?.issues).toBeUndefined();
    },
  );
});
