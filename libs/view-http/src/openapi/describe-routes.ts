import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { Operation } from './operation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route is, for `/openapi.json`; left out: it isn't shown there. */
    readonly operation?: Operation;
  }
}

/**
 * Describes the routes that are added after it at `/openapi.json`, and has a page to try them at `/docs`,
 * all of whose parts come from here. What a route is stands in its `config` and not in its `schema`, by
 * which Fastify would check each request and compose each answer: the routes do that by themselves.
 */
export async function describeRoutes(app: FastifyInstance, topic: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `The view ${topic}`,
        version: '1.0.0',
        description: `Rows of the changelog topic \`${topic}\`, by key. Every error is a problem (RFC 9457).`,
      },
    },
    transform: ({ route, url }) => {
      const { operation } = route.config ?? {};
      return { schema: operation ?? { hide: true }, url };
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: '',
    uiConfig: { tryItOutEnabled: true, validatorUrl: null },
    theme: { title: `The view ${topic}` },
  });
  app.get('/openapi.json', () => app.swagger());
}
