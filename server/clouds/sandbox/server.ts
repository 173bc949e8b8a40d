/** The sandbox cloud: an HTTP server that speaks Volcengine's wire protocol over a journal and a virtual clock. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serveArkChat } from './ark-data.ts';
import { createCallLog } from './call-log.ts';
import { realNow } from './clock.ts';
import { serveControl } from './control-door.ts';
import { isControlPath, mainRoot, type RootView } from './control-routes.ts';
import { seedDemo } from './demo.ts';
import { createFaults } from './faults.ts';
import { sendJson, splitTarget } from './http.ts';
import { serveOpenApi } from './openapi.ts';
import type { Sandbox } from './sandbox.ts';
import { DEFAULT_SEED } from './seed.ts';
import { openStore } from './store.ts';
import { createThrottle } from './throttle.ts';

export type SandboxOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  host?: string;
  /** Seed of a fresh state; a state file that holds one keeps its own. */
  seed?: number;
  /** Journal to keep the state in; memory only without. */
  stateFile?: string;
  /** Whether billing calls are throttled; as the state says, which at first is yes. */
  throttle?: boolean;
  /** Seeds the demo company into a fresh state. */
  demo?: boolean;
};

export type RunningSandbox = {
  url: string;
  port: number;
  /** Root credential of the main account. */
  root: RootView;
  close(): Promise<void>;
};

/** Starts a sandbox; rejects when the port is taken or the state file cannot be replayed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, host = '127.0.0.1', seed = DEFAULT_SEED, stateFile } = options;
  const store = openStore({ seed, realNow, ...(stateFile === undefined ? {} : { stateFile }) });
  const sandbox: Sandbox = {
    store,
    faults: createFaults(),
    calls: createCallLog(realNow),
    throttle: createThrottle(realNow),
    realNow,
  };
  if (options.throttle !== undefined && options.throttle !== store.world.config.throttle)
    store.commit('config', { throttle: options.throttle });
  if (options.demo) seedDemo(store, store.world.mainAccountId);
  const server = createServer((request, response) => {
    void serve(sandbox, request, response);
  });
  server.keepAliveTimeout = 60_000;
  try {
    const taken = await listen(server, port, host);
    const name = host.includes(':') ? `[${host}]` : host;
    return {
      url: `http://${name}:${taken}`,
      port: taken,
      root: mainRoot(sandbox),
      close: () => shut(server, store),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function serve(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { path, query } = splitTarget(request.url ?? '/');
  // A caller that hangs up in the middle is its own affair.
  response.on('error', () => {});
  try {
    if (path === '/') await serveOpenApi(sandbox, request, response, query);
    else if (path === '/api/v3/chat/completions' && request.method === 'POST')
      await serveArkChat(sandbox, request, response);
    else if (isControlPath(path)) await serveControl(sandbox, request, response, path, query);
    else
      sendJson(
        response,
        404,
        { error: `there is nothing at ${request.method} ${path}` },
        sandbox.store.now(),
      );
  } catch {
    response.destroy();
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function shut(server: Server, store: { close(): void }): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      store.close();
      resolve();
    });
    server.closeAllConnections();
  });
}
