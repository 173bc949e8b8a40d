/** A scripted HTTP server for the tests of the client: answers come from a function, requests are kept. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { type OpenApi, type OpenApiOptions, openApi } from './client.ts';

export type Received = {
  method: string;
  url: URL;
  action: string;
  headers: IncomingMessage['headers'];
  body: string;
};
export type Reply = {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text. */
  body?: unknown;
  /** Closes the connection without an answer. */
  hangUp?: boolean;
  /** Leaves the request without an answer. */
  silent?: boolean;
};

export const ok = (result: unknown): Reply => ({
  body: { ResponseMetadata: { RequestId: 'req-ok' }, Result: result },
});

export const refused = (status: number, code: string, message = 'no'): Reply => ({
  status,
  body: { ResponseMetadata: { RequestId: 'req-no', Error: { CodeN: 1, Code: code, Message: message } } },
});

function send(response: ServerResponse, reply: Reply): void {
  if (reply.silent) return;
  if (reply.hangUp) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
  response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
}

export async function serve(answer: (request: Received, index: number) => Reply) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://local');
    received.push({
      method: request.method ?? '',
      url,
      action: url.searchParams.get('Action') ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    const last = received.at(-1);
    if (last) send(response, answer(last, received.length - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { received, baseUrl: `http://127.0.0.1:${port}` };
}

export const credential = { accessKeyId: 'AKLTexample', secretAccessKey: 'very-secret-key' };

/** A client that retries within milliseconds and never waits for the billing limit. */
export function client(baseUrl: string, options: Partial<OpenApiOptions> = {}): OpenApi {
  return openApi({
    baseUrl,
    credential,
    now: () => new Date('2026-03-01T08:09:10Z'),
    timeoutMs: 2_000,
    retry: { baseMs: 1, maxMs: 5 },
    billing: { turn: async () => {} },
    ...options,
  });
}

/** The error of a call that has to fail. */
export async function failure(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call did not fail');
}
