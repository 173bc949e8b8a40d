// A bot's webhook as Feishu answers it: 200 with a code in the body, for good and for bad.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type FeishuServer = {
  url: string;
  hostPort: string;
  secret: string;
  /** Titles of the cards that were taken, in order. */
  titles: string[];
  /** The next answers instead of success; then success again. */
  fail(
    ...answers: { status?: number; code?: number; msg?: string; headers?: Record<string, string> }[]
  ): void;
  /** Never answers the next message, `received` before it counts or `taken` after. Resolves once it is there. */
  hold(when: 'received' | 'taken'): Promise<void>;
  close(): Promise<void>;
};

export async function startFeishu(): Promise<FeishuServer> {
  const secret = 'a bot secret for tests';
  const titles: string[] = [];
  const failures: { status?: number; code?: number; msg?: string; headers?: Record<string, string> }[] = [];
  let held: { when: 'received' | 'taken'; reached: () => void } | null = null;
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(text);
      const failure = failures.shift();
      const sign = createHmac('sha256', `${body.timestamp}\n${secret}`).digest('base64');
      const fresh = Math.abs(Date.now() / 1000 - Number(body.timestamp)) < 3600;
      const refusal =
        sign !== body.sign || !fresh
          ? { code: 19021, msg: 'sign match fail or timestamp is not within one hour' }
          : null;
      const answer = failure ?? refusal ?? { code: 0, msg: 'success' };
      const hold = held;
      held = null;
      if (answer.code === 0 && hold?.when !== 'received') titles.push(body.card.header.title.content);
      if (hold) return hold.reached();
      response.writeHead(failure?.status ?? 200, { 'content-type': 'application/json', ...failure?.headers });
      response.end(JSON.stringify({ code: answer.code ?? 1, msg: answer.msg ?? 'failed', data: {} }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/open-apis/bot/v2/hook/0000-1f3a`,
    hostPort: `127.0.0.1:${port}`,
    secret,
    titles,
    fail: (...answers) => failures.push(...answers),
    hold: (when) =>
      new Promise((reached) => {
        held = { when, reached };
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
