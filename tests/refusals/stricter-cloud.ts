// A cloud that finds fault with what the sandbox takes, as a real one may.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { env } from '#server/core/env.ts';

/** While `work` runs, calls of `action` are refused with `code`; all others go on to the sandbox. */
export async function refusingCloud<T>(action: string, code: string, work: () => Promise<T>): Promise<T> {
  const behind = new URL(env().AIRGATE_SANDBOX_URL ?? '');
  const server = http.createServer((incoming, outgoing) => {
    if (new URL(incoming.url ?? '/', behind).searchParams.get('Action') === action) {
      const about = { RequestId: '1', Action: action, Error: { Code: code, Message: 'Not like this.' } };
      outgoing.writeHead(400, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ ResponseMetadata: about }));
      return;
    }
    const { method, headers, url } = incoming;
    // The caller has signed its headers, the host's name among them.
    const onward = http.request(
      { hostname: behind.hostname, port: behind.port, path: url, method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  env().AIRGATE_SANDBOX_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await work();
  } finally {
    env().AIRGATE_SANDBOX_URL = behind.href;
    server.close();
    server.closeAllConnections();
  }
}
