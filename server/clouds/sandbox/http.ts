/** The little HTTP that every door of the sandbox shares. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Query } from '#server/clouds/volcengine/sign.ts';

const MAX_BODY = 4 * 1024 * 1024;

export class BodyTooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new BodyTooLarge('the body is larger than 4 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** Pairs of a query or form text, decoded, in the order received. */
export function readPairs(text: string): Query[number][] {
  if (text === '') return [];
  return text.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
  });
}

/** Path and query of a request target. */
export function splitTarget(target: string): { path: string; query: Query[number][] } {
  const at = target.indexOf('?');
  return at < 0
    ? { path: target, query: [] }
    : { path: target.slice(0, at), query: readPairs(target.slice(at + 1)) };
}

/** Answers JSON; the `Date` header tells the virtual time. */
export function sendJson(response: ServerResponse, status: number, body: unknown, virtualNow: number): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    date: new Date(virtualNow).toUTCString(),
  });
  response.end(text);
}

/** Says nothing until the caller gives up, or for `ms`; then the connection is torn down. */
export function fallSilent(response: ServerResponse, ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) return resolve();
    const timer = ms === undefined ? null : setTimeout(() => response.destroy(), ms);
    response.once('close', () => {
      if (timer) clearTimeout(timer);
      resolve();
    });
  });
}

/** Shaped like the cloud's: time first, then random. */
export const newRequestId = (now: number): string =>
  `${new Date(now).toISOString().slice(0, 19).replace(/\D/g, '')}${randomBytes(10).toString('hex').toUpperCase()}`;
