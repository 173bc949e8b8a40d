// A part of AirGate in a process of its own: it says `ready` over IPC, drains on SIGTERM, and ends when the IPC channel closes.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

const readyMessage = z.object({
  type: z.literal('ready'),
  url: z.string().nullish(),
  credentials: z.object({ email: z.string(), password: z.string().nullish() }).nullish(),
});

export type Ready = z.output<typeof readyMessage>;

export interface Child {
  /** What it sends when it is healthy; rejects when it ends before. */
  readonly ready: Promise<Ready>;
  /** Resolves when the process has ended, and says how. */
  readonly ended: Promise<string>;
  /** Lets it finish its work; kills it after 25 seconds. */
  stop(): Promise<void>;
  kill(): void;
}

export interface ChildOptions {
  readonly args?: readonly string[];
  /** A part that says on stdout, not over IPC, where it answers: the line, with the URL as first group. */
  readonly readyLine?: RegExp;
}

const DRAIN_MS = 25_000;

/** Starts a file of the project. It says itself, in a line on stderr, why it cannot start. */
export function startChild(name: string, file: string, options: ChildOptions = {}): Child {
  const { args = [], readyLine } = options;
  // A process group of its own: a Ctrl-C in the terminal goes to the launcher alone, which stops the parts in order.
  // What a library will not do in its next major version is for its authors, not for whoever starts AirGate.
  const quiet = '--disable-warning=DeprecationWarning';
  const child = spawn(process.execPath, [quiet, join(root, file), ...args], {
    cwd: root,
    stdio: ['ignore', readyLine ? 'pipe' : 'inherit', 'pipe', 'ipc'],
    detached: true,
  });
  let saidWhy = false;
  child.stderr?.on('data', (chunk: Buffer) => {
    saidWhy = true;
    process.stderr.write(chunk);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const ready = new Promise<Ready>((resolve, reject) => {
    child.on('message', (received) => {
      const parsed = readyMessage.safeParse(received);
      if (parsed.success) resolve(parsed.data);
    });
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const url = readyLine?.exec(text)?.[1];
      if (url) resolve({ type: 'ready', url });
    });
    void ended.then((how) => reject(new Error(saidWhy ? '' : `The ${name} could not start (${how})`)));
  });
  ready.catch(() => {});
  const kill = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async () => {
    const timer = setTimeout(kill, DRAIN_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  };
  return { ready, ended, stop, kill };
}
