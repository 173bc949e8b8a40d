// Real processes for tests: start, read what they say, wait for it, kill them the hard way.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** All of stdout and stderr so far. */
  output(): string;
  /** Messages received over IPC so far. */
  messages(): readonly unknown[];
  /** Waits until the output matches; fails with the output when the process ends first or time runs out. */
  waitFor(pattern: RegExp, seconds?: number): Promise<RegExpMatchArray>;
  /** Resolves when the process has ended. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Sends a signal (SIGTERM unless told) and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface SpawnOptions {
  readonly env?: Record<string, string | undefined>;
  readonly ipc?: boolean;
  readonly cwd?: string;
  /** A process group of its own, so that signals to the test do not reach it. */
  readonly detached?: boolean;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Runs a TypeScript file of the project with the Node that runs the tests. */
export function spawnNode(file: string, args: string[] = [], options: SpawnOptions = {}): RunningProcess {
  return spawnProcess(process.execPath, [join(root, file), ...args], options);
}

/** Runs any command; variables given as undefined are taken out of the environment. */
function spawnProcess(command: string, args: string[], options: SpawnOptions = {}): RunningProcess {
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc ? (['ipc'] as const) : [])],
    detached: options.detached ?? false,
  });
  alive.add(child);
  let text = '';
  const received: unknown[] = [];
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.on('message', (message) => received.push(message));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      alive.delete(child);
      resolve({ code, signal });
    });
  });
  exited.catch(() => {});
  return {
    child,
    pid: child.pid ?? 0,
    output: () => text,
    messages: () => received,
    exited,
    waitFor: async (pattern, seconds = 20) => {
      await until(
        () => pattern.test(text) || child.exitCode !== null || child.signalCode !== null,
        seconds,
      ).catch(() => {});
      const match = text.match(pattern);
      if (!match) throw new Error(`The process did not say ${pattern}; it said:\n${text}`);
      return match;
    },
    kill: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Waits until the condition holds; fails after `seconds`. */
export async function until(condition: () => boolean | Promise<boolean>, seconds = 10): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not so within ${seconds} seconds: ${condition}`);
    await delay(20);
  }
}
