// A database server of a test's own, which can be killed with everything it has under way.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy } from '#scripts/migrate.ts';
import { startPostgres } from '#scripts/pg.ts';
import { newDataDir } from '#tests/airgate.ts';

export type OwnDatabase = {
  url: string;
  /** Ends all of its processes without a word to them. */
  kill(): Promise<void>;
  /** Starts it again on what it left. */
  start(): Promise<void>;
  remove(): Promise<void>;
};

/** Starts one with the migrations in it. `durable` keeps what it has confirmed, as outside of tests. */
export async function ownDatabase({ durable }: { durable: boolean }): Promise<OwnDatabase> {
  const dir = await newDataDir();
  const start = () => startPostgres({ dir, test: !durable });
  const postgres = await start();
  await deploy(postgres.url);
  return {
    url: postgres.url,
    start: async () => void (await start()),
    kill: async () => {
      const first = Number((await readFile(join(postgres.data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      for (const pid of [first, ...(await childrenOf(first))]) end(pid);
    },
    remove: async () => {
      await postgres.stop();
      await rm(postgres.data, { recursive: true, force: true });
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, with its parent.
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // The name before it may hold anything, a bracket too.
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    }),
  );
  return pids.filter((_, index) => parents[index] === parent);
}
