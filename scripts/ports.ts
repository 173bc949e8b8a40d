import { createServer } from 'node:net';

/** Whether a server could listen here now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, host, () => server.close(() => done(true)));
  });
}

/** The first free port from `start` on. */
export async function nextFreePort(start: number): Promise<number> {
  for (let port = start; port < start + 100; port++) if (await isFree(port)) return port;
  throw new Error(`No free port between ${start} and ${start + 99}`);
}
