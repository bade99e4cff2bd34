import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { EntityDefinition } from '@tidemark/entity-model';

import { DOCS_POLICY } from '../http/security-headers.ts';
import { openApiDocument } from './openapi-document.ts';

const DOCS_PATH = 'api/docs';

/** Serves the reference at `/api/docs` and the document at `/api/docs-json`. Made at the first request, not at start. */
export function setupDocs(app: NestFastifyApplication, entities: readonly EntityDefinition[]): void {
  let document: OpenAPIObject | undefined;
  const make = () => (document ??= openApiDocument(entities) as unknown as OpenAPIObject);
  SwaggerModule.setup(DOCS_PATH, app, make, {
    jsonDocumentUrl: `${DOCS_PATH}-json`,
    yamlDocumentUrl: `${DOCS_PATH}-yaml`,
    customSiteTitle: 'Tidemark API',
    swaggerOptions: { docExpansion: 'none', filter: true },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, payload, done) => {
      if (request.url.startsWith(`/${DOCS_PATH}`)) reply.header('content-security-policy', DOCS_POLICY);
      done(null, payload);
    });
}
