// A lock that the kernel gives back when its holder dies, however it dies: a name in Linux's abstract socket space.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Release = () => Promise<void>;

/** Takes the lock `name` for this process, or returns null when another process holds it. */
export function tryLock(name: string): Promise<Release | null> {
  const server = createServer((socket) => socket.destroy());
  const path = `\0airgate-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(path, () => {
      server.unref();
      resolve(() => new Promise<void>((done) => server.close(() => done())));
    });
  });
}

/** Runs `work` while holding the lock `name`; waits for another holder for at most `seconds`. */
export async function withLock<T>(name: string, seconds: number, work: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += 0.1) {
    const release = await tryLock(name);
    if (release) {
      try {
        return await work();
      } finally {
        await release();
      }
    }
    if (waited >= seconds) throw new Error(`Another process has been holding ${name} for ${seconds} seconds`);
    await delay(100);
  }
}
