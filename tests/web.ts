// AirGate's API in a process of its own, over real HTTP.
import { type AddressInfo, createServer } from 'node:net';
import { type RunningProcess, spawnNode } from './process.ts';

export type Web = { url: string; process: RunningProcess };

/** Starts one on the test's database; `kill` it in the end. With a port, that address is also what it calls itself. */
export async function startWeb(port?: number): Promise<Web> {
  const args = port === undefined ? [] : ['--port', String(port)];
  const env = port === undefined ? {} : { AIRGATE_PUBLIC_URL: `http://127.0.0.1:${port}` };
  const process = spawnNode('tests/airgate-process.ts', args, { ipc: true, env });
  const [, url = ''] = await process.waitFor(/AirGate at (\S+)/, 60);
  return { url, process };
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
