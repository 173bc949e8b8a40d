// A receiver of webhooks as a customer writes it, and one that counts every connection that reaches it at all.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { headers: http.IncomingHttpHeaders; body: string };
export type Reply = { status?: number; body?: string; headers?: Record<string, string>; hang?: boolean };

export type WebhookServer = {
  url: string;
  port: number;
  hostPort: string;
  /** Every request, in order, whatever was answered. */
  received: Received[];
  /** Sockets that were opened, also by those who then said nothing. */
  connections(): number;
  /** The next answers instead of 204; then 204 again. */
  reply(...replies: Reply[]): void;
  close(): Promise<void>;
};

export async function startWebhook(): Promise<WebhookServer> {
  const received: Received[] = [];
  const replies: Reply[] = [];
  let connections = 0;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    const { status = 204, body = '', headers = {}, hang = false } = replies.shift() ?? {};
    if (!hang) response.writeHead(status, headers).end(body);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/airgate-7f3a`,
    port,
    hostPort: `127.0.0.1:${port}`,
    received,
    connections: () => connections,
    reply: (...next) => replies.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
