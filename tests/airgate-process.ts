// A process that answers AirGate's API, signs people in and runs the jobs, as the web server does, without its pages: for
// tests that kill it.
import http from 'node:http';
import { createRequire, flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { GET as clientFile } from '#app/api/v1/client.ts/route.ts';
import { GET as apiDocument } from '#app/api/v1/openapi.json/route.ts';
import { runJobs } from '#inngest/run-jobs.ts';
import { exportPublicUrl } from '#server/core/env.ts';
import { closeKeys } from '#server/core/key-identity.ts';
import { refuseUnreadable } from '#server/core/unreadable-request.ts';
import { handleRest } from '#server/rest.ts';
import { authOptions } from '#server/users/auth.ts';

type Incoming = http.IncomingMessage;
type Outgoing = http.ServerResponse;

async function bodyOf(incoming: Incoming): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Door = (request: Request) => Response | Promise<Response>;
/** What stands beside the endpoints. */
const ownDoors: Partial<Record<string, Door>> = {
  '/api/v1/client.ts': clientFile,
  '/api/v1/openapi.json': apiDocument,
};

/** The API's door takes and gives what the web does. */
async function answerApi(incoming: Incoming, outgoing: Outgoing): Promise<void> {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const body = await bodyOf(incoming);
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    // The web's requests have no body where nobody reads one.
    ...(body.length > 0 && !['GET', 'HEAD'].includes(incoming.method ?? '') && { body }),
  });
  const { pathname } = new URL(request.url);
  const answer = await (ownDoors[pathname] ?? handleRest)(request);
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
}

const nextAuth: (...given: unknown[]) => Promise<void> = createRequire(import.meta.url)('next-auth').default;

/** NextAuth's other form, for servers without Next's own requests. */
async function answerSignIn(incoming: Incoming, outgoing: Outgoing): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const cookies = (incoming.headers.cookie ?? '').split('; ').map((pair) => pair.split(/=(.*)/s, 2));
  const send = (type: string, body: string) => {
    outgoing.setHeader('content-type', type);
    outgoing.end(body);
  };
  const request = {
    method: incoming.method,
    headers: incoming.headers,
    cookies: Object.fromEntries(cookies.map(([name, value = '']) => [name, decodeURIComponent(value)])),
    query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split('/').slice(3) },
    body: Object.fromEntries(new URLSearchParams((await bodyOf(incoming)).toString())),
  };
  const response = Object.assign(outgoing, {
    status: (code: number) => Object.assign(outgoing, { statusCode: code }),
    json: (body: unknown) => send('application/json', JSON.stringify(body)),
    send: (body: unknown) => send('application/json', typeof body === 'string' ? body : JSON.stringify(body)),
  });
  await nextAuth(request, response, authOptions());
}

const server = http.createServer((incoming, outgoing) => {
  const answer = incoming.url?.startsWith('/api/auth/') ? answerSignIn : answerApi;
  answer(incoming, outgoing).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    outgoing.destroy();
  });
});

server.on('clientError', refuseUnreadable);

// Started by a test, it must not outlive it.
process.once('disconnect', () => process.exit(0));
// What a test waits for is a start, not the reading of files: told to wait, it is loaded and does nothing yet.
if (process.argv.includes('--wait')) {
  flushCompileCache();
  process.stdout.write('loaded\n');
  await new Promise((resolve) => process.once('message', resolve));
}
exportPublicUrl();
const jobs = await runJobs({ drainMs: 5_000 });
process.once(
  'SIGTERM',
  () =>
    void jobs
      .stop()
      .then(closeKeys)
      .then(() => process.exit(0)),
);
const [, asked = '0'] = process.argv.join(' ').match(/--port (\d+)/) ?? [];
await new Promise<void>((resolve) => server.listen(Number(asked), '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
process.stdout.write(`AirGate at http://127.0.0.1:${port}\n`);
