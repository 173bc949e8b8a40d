/** The unsigned door: only for callers on the same machine, and never for a browser. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Query } from '#server/clouds/volcengine/sign.ts';
import { ControlError, findRoute } from './control-routes.ts';
import { BodyTooLarge, readBody, sendJson } from './http.ts';
import type { Sandbox } from './sandbox.ts';

const loopback = /^(::1|(::ffff:)?127(\.\d+){3})$/;

/** Serves one request to the end; never throws. */
export async function serveControl(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: Query,
): Promise<void> {
  const answer = (status: number, body: unknown) => sendJson(response, status, body, sandbox.store.now());
  if (!loopback.test(request.socket.remoteAddress ?? ''))
    return answer(403, { error: 'the control interface answers callers on the same machine only' });
  // Any web page can make a browser on this machine send requests; it cannot leave this header out.
  if (request.headers.origin !== undefined)
    return answer(403, { error: 'the control interface does not answer browsers' });
  const found = findRoute(request.method ?? 'GET', path);
  if (!found) return answer(404, { error: `there is no ${request.method} ${path}` });
  try {
    const text = (await readBody(request)).toString('utf8');
    const body: unknown = text === '' ? {} : JSON.parse(text);
    const input = request.method === 'POST' ? body : Object.fromEntries(query);
    answer(200, found(sandbox, input) ?? {});
  } catch (error) {
    const isCallers =
      error instanceof ControlError || error instanceof SyntaxError || error instanceof BodyTooLarge;
    answer(isCallers ? 400 : 500, { error: error instanceof Error ? error.message : 'the sandbox failed' });
  }
}
