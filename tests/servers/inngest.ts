// A small Inngest server for tests: it registers an app, takes events, and has the embedded executor call the app over HTTP.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Executor, startExecutor } from '#inngest/embedded/executor.ts';
import { createExecutorSchema } from '#inngest/embedded/schema.ts';
import { embeddedFetch } from '#inngest/embedded/transport.ts';
import { listen } from '#tests/conformance/http.ts';

export interface InngestServer {
  readonly url: string;
  /** Names of the events that it was sent, in order. */
  readonly events: string[];
  /** The addresses under which the app registered. */
  readonly registered: string[];
  /** The functions that the app registered, by id. */
  readonly functions: string[];
  /** Requests that it refused, as `METHOD path`. */
  readonly refused: string[];
  /** What the app answered to calls of functions, by status. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** Keys as an operator would give them to a self-hosted server; null is a dev server, which checks and signs nothing. */
export interface InngestKeys {
  readonly eventKey: string;
  /** Hex, without the prefix. */
  readonly signingKey: string;
}

/** The server keeps its state in the schema `executor` of that database. */
export async function startInngest(databaseUrl: string, keys: InngestKeys | null): Promise<InngestServer> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  pool.on('error', () => {});
  await createExecutorSchema(pool);
  const take = embeddedFetch(() => pool);
  const events: string[] = [];
  const registered: string[] = [];
  const functions: string[] = [];
  const refused: string[] = [];
  const answers: number[] = [];
  let executor: Promise<Executor> | undefined;

  const bearer = keys && `Bearer signkey-test-${sha256(Buffer.from(keys.signingKey, 'hex'))}`;

  async function register(request: Request): Promise<Response> {
    if (bearer && request.headers.get('authorization') !== bearer) return refuse(request);
    const app: { url: string; functions: { id: string }[] } = await request.json();
    registered.push(new URL(app.url).origin + new URL(app.url).pathname);
    functions.splice(0, functions.length, ...app.functions.map(({ id }) => id));
    executor ??= startExecutor({
      connectionString: databaseUrl,
      handler: async (call) => {
        const response = await fetch(call.url, {
          method: call.method,
          headers: {
            ...Object.fromEntries(call.headers),
            ...(keys ? {} : { 'x-inngest-server-kind': 'dev' }),
          },
          body: await call.text(),
        });
        if (call.method === 'POST') answers.push(response.status);
        return response;
      },
      url: app.url,
      signingKey: keys?.signingKey ?? '00',
      capacity: 16,
    });
    await executor;
    return Response.json({ ok: true, modified: true });
  }

  async function takeEvents(request: Request): Promise<Response> {
    const key = new URL(request.url).pathname.split('/').at(-1);
    if (keys && key !== keys.eventKey) return refuse(request);
    const sent: { name: string }[] = await request.clone().json();
    events.push(...sent.map(({ name }) => name));
    return take(request);
  }

  function refuse(request: Request): Response {
    refused.push(`${request.method} ${new URL(request.url).pathname}`);
    return Response.json({ error: 'Unauthorized', status: 401 }, { status: 401 });
  }

  const server = await listen(async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === 'POST' && pathname === '/fn/register') return register(request);
    if (request.method === 'POST' && pathname.startsWith('/e/')) return takeEvents(request);
    return Response.json({ error: 'Not found' }, { status: 404 });
  });
  return {
    url: server.url,
    events,
    registered,
    functions,
    refused,
    answers,
    close: async () => {
      await server.close();
      await (await executor)?.stop({ timeoutMs: 2_000 });
      await pool.end();
    },
  };
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');
