/** The process's own door: gives every request its id, and tells of those that no door behind it tells of. */
import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '#lib/ids.ts';
import { requestAnswered } from './outcomes.ts';
import { isFile, pageRoutes } from './page-routes.ts';
import { noteFields, withConnection } from './scope.ts';

/** These doors know more of a request than its address, and tell of it themselves. */
const TELL_THEMSELVES = ['/api/v1/[...path]', '/api/trpc/[trpc]'];
/** Whatever stands between leaves one of these behind. */
const BETWEEN = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
/** The caller went away before the answer was whole; the number that web servers use for it. */
const GONE = 499;

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Wraps the handler of all requests. With `behindProxy` the other end of a connection is the proxy, which says nothing
 * about who asks.
 */
export function httpDoor(handle: Handle, { behindProxy }: { behindProxy: boolean }): Handle {
  const routeOf = pageRoutes();
  return (request, response) => {
    const peer = behindProxy ? null : directPeer(request);
    // Sign-in counts attempts by address; without a proxy in front, the caller does not get to choose theirs.
    if (!behindProxy) request.headers['x-forwarded-for'] = request.socket.remoteAddress;
    const requestId = newId('request');
    return withConnection(requestId, peer, () => {
      const began = performance.now();
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      const route = routeOf(path);
      const silent = path.startsWith('/_next/') || TELL_THEMSELVES.includes(route?.template ?? '');
      if (!silent) {
        response.setHeader('x-request-id', requestId);
        const told = () => {
          const status = response.writableFinished ? response.statusCode : GONE;
          // What fails from here on fails because nobody listens any more.
          if (status === GONE) noteFields({ gone: true });
          // Files that are there are no more than parts of a page.
          if (!route && isFile(path) && status < 400) return;
          requestAnswered({
            door: route?.kind ?? 'page',
            method: request.method ?? '',
            route: route?.template ?? 'unmatched',
            status,
            seconds: (performance.now() - began) / 1000,
          });
        };
        // The socket closes in a scope of its own; the line belongs to this request.
        response.once('close', AsyncResource.bind(told));
      }
      sendTogether(response);
      return handle(request, response);
    });
  };
}

/**
 * A page comes in pieces of two kilobytes, each of which would be a call of its own to the system: what is written in one
 * turn of the event loop is sent as one.
 */
function sendTogether(response: ServerResponse): void {
  const { write } = response;
  let gathering = false;
  const gather = () => {
    const { socket } = response;
    if (gathering || !socket) return;
    gathering = true;
    // The connection, not the response: a response that ends while it is corked loses what it holds.
    socket.cork();
    setImmediate(() => {
      gathering = false;
      socket.uncork();
    });
  };
  Object.assign(response, {
    write: (...args: unknown[]) => {
      gather();
      return Reflect.apply(write, response, args);
    },
  });
}

function directPeer({ headers, socket }: IncomingMessage): string | null {
  if (BETWEEN.some((name) => headers[name] !== undefined)) return null;
  return socket.remoteAddress?.replace(/^::ffff:/, '') ?? null;
}
