import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { doorFromRequest } from '#app/session.ts';
import { AppError } from '#lib/errors.ts';
import { requestAnswered } from '#server/core/outcomes.ts';
import { noteFields, withFields } from '#server/core/scope.ts';
import type { Door } from '#server/core/trpc.ts';
import { appRouter } from '#server/router.ts';

const ENDPOINT = '/api/trpc';

async function handle(request: Request): Promise<Response> {
  const began = performance.now();
  const door = await doorFromRequest(request);
  return withFields({ requestId: door.requestId }, () => answer(request, door, began));
}

async function answer(request: Request, door: Door, began: number): Promise<Response> {
  const failures: AppError[] = [];
  const response = await fetchRequestHandler({
    endpoint: ENDPOINT,
    req: request,
    router: appRouter,
    createContext: () => door,
    onError: ({ error }) => {
      if (error.cause instanceof AppError) failures.push(error.cause);
    },
    responseMeta: () => ({ headers: new Headers({ 'x-request-id': door.requestId }) }),
  });
  const names = new URL(request.url).pathname.slice(ENDPOINT.length + 1).split(',');
  if (names.length > 1) noteFields({ procedures: names.filter(isKnown) });
  requestAnswered({
    door: 'trpc',
    method: request.method,
    route: names.length > 1 ? 'batch' : names.every(isKnown) ? String(names[0]) : 'unmatched',
    status: response.status,
    seconds: (performance.now() - began) / 1000,
    error: failures[0],
  });
  return response;
}

const isKnown = (name: string) => Object.hasOwn(appRouter._def.procedures, name);

export { handle as GET, handle as POST };
