/** Requests to the API that the web server in front of it would answer with a page of its own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#lib/errors.ts';
import { requestAnswered } from './outcomes.ts';
import { toProblem } from './render-error.ts';
import { requestIdInScope } from './scope.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const API = '/api/v1';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Refuses methods that nobody has and addresses that do not decode; everything else goes on to `handle`. Slashes too many
 * mean nothing to the API, so they cause no redirect, which would lose the body of a change.
 */
export function apiAddresses(handle: Handle): Handle {
  return async (request, response) => {
    const [path = '/', ...query] = (request.url ?? '/').split('?');
    const plain = path.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
    const isApi = plain === API || plain.startsWith(`${API}/`);
    const refusal = isApi ? refusalOf(request.method ?? '', plain) : null;
    if (isApi) request.url = [plain, ...query].join('?');
    if (!refusal) return handle(request, response);
    const began = performance.now();
    const requestId = requestIdInScope();
    const problem = toProblem(refusal, requestId, 'en');
    response.writeHead(problem.status, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
    });
    response.end(JSON.stringify(problem));
    const about = { door: 'rest' as const, method: request.method ?? '', route: 'unmatched' };
    const seconds = (performance.now() - began) / 1000;
    requestAnswered({ ...about, status: problem.status, seconds, error: refusal });
  };
}

function refusalOf(method: string, path: string): AppError | null {
  if (!METHODS.includes(method))
    return new AppError('not_found', 'method_not_allowed', { params: { method } });
  return path !== API && decodes(path) ? null : new AppError('not_found', 'endpoint_not_found');
}

function decodes(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
