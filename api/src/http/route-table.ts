import { AppError } from '@tidemark/sync-server';
import type { FastifyInstance } from 'fastify';

interface Route {
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly methods: Set<string>;
}

/** Remembers every route of the API, so that a wrong method gets 405 with Allow instead of 404. */
export class RouteTable {
  private readonly routes = new Map<string, Route>();

  /** Call before the routes are registered. The client's catch-all does not count. */
  listen(instance: FastifyInstance): void {
    instance.addHook('onRoute', ({ url, method }) => {
      if (url.endsWith('*')) return;
      const route = this.routes.get(url) ?? {
        pattern: patternOf(url),
        parameters: url.split('/:').length - 1,
        methods: new Set(),
      };
      for (const one of [method].flat()) route.methods.add(one);
      this.routes.set(url, route);
    });
  }

  /** Why no route took a request: the path is unknown, or only the method is. */
  problemOf(url: string): AppError {
    const allowed = this.methodsOf(url);
    if (allowed.length === 0) return new AppError('NOT_FOUND', 'There is nothing at this address.');
    const allow = allowed.join(', ');
    return new AppError('METHOD_NOT_ALLOWED', `This address takes ${allow}.`, { headers: { allow } });
  }

  /**
   * Methods of the route that this URL matches, sorted; none where the path is unknown. Of several routes the one with
   * the fewest parameters counts: `auth/login` is no record of an entity `auth`.
   */
  methodsOf(url: string): string[] {
    const [path = ''] = url.split('?');
    const matching = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    const fewest = Math.min(...matching.map(({ parameters }) => parameters));
    const nearest = matching.filter(({ parameters }) => parameters === fewest);
    return [...new Set(nearest.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
