// A handler of requests as a web server.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: Request) => Promise<Response>;

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a handler; port 0 takes a free one. A handler that throws answers 500. */
export async function listen(handler: Handler, host = '127.0.0.1', port = 0): Promise<Listening> {
  const server = http.createServer(async (incoming, outgoing) => {
    const response = await answer(handler, incoming).catch(
      (error: unknown) => new Response(String(error), { status: 500 }),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(handler: Handler, incoming: http.IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const { method = 'GET' } = incoming;
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  return handler(
    new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host}`), { method, headers, body }),
  );
}
