/** Next's own hook for what fails while a page is made: the log gets the error, by the id that the reader is shown. */
import { log } from '#server/core/log.ts';
import { fieldsInScope } from '#server/core/scope.ts';

type RenderContext = { routePath: string; routeType: string };

export function onRequestError(error: unknown, _request: unknown, context: RenderContext): void {
  const { routePath, routeType } = context;
  // The reader is shown the digest; the line carries the request's id besides, as every line does.
  const digest = typeof error === 'object' && error !== null ? Reflect.get(error, 'digest') : undefined;
  // Whoever goes away while a page is being sent leaves an error behind that is nobody's.
  const level = fieldsInScope().gone ? 'debug' : 'error';
  log[level]({ digest, route: routePath, kind: routeType, err: error }, 'a page could not be made');
}
