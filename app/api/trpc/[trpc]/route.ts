import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { doorFromRequest } from '#app/session.ts';
import { appRouter } from '#server/router.ts';

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => doorFromRequest(request),
  });
}

export { handle as GET, handle as POST };
