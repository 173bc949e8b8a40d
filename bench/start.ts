// How long from the command to a healthy AirGate, on an empty data folder and on a used one, and how much memory it then holds.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newDataDir, removeData, startAirGate } from '#tests/airgate.ts';
import { type BenchReport, spread } from './report.ts';

interface Start {
  readonly seconds: number;
  readonly webMb: number;
  readonly totalMb: number;
}

/** `npm run bench -- start [RUNS]`, five runs unless told. The packages are installed and the console is built before. */
export async function bench([runs = '5']: string[]): Promise<BenchReport> {
  // The first start of all builds the console where that is due; it is not counted.
  await measure(await newDataDir(), true);
  const first: Start[] = [];
  const second: Start[] = [];
  for (let run = 0; run < Number(runs); run++) {
    const dataDir = await newDataDir();
    first.push(await measure(dataDir, false));
    second.push(await measure(dataDir, true));
  }
  const row = (what: string, samples: Start[], pick: (start: Start) => number) => ({
    what,
    ...spread(samples.map(pick), 2),
  });
  return {
    title: `Start of AirGate, ${runs} runs`,
    rows: [
      row('first start, s', first, (start) => start.seconds),
      row('second start, s', second, (start) => start.seconds),
      row('web server RSS, MB', second, (start) => start.webMb),
      row('all processes PSS, MB', second, (start) => start.totalMb),
    ],
    notes: [
      'From the launcher to the ready message of the web server: database, migrations, demo data, sandbox cloud, server.',
      'PSS counts memory that processes share once; all processes are launcher, web server, sandbox cloud and PostgreSQL.',
    ],
  };
}

async function measure(dataDir: string, last: boolean): Promise<Start> {
  const began = performance.now();
  const airgate = await startAirGate({ AIRGATE_DATA_DIR: dataDir });
  const seconds = (performance.now() - began) / 1000;
  const postgres = await postmasterPid(dataDir);
  const pids = [...(await tree(airgate.launcher.pid)), ...(await tree(postgres))];
  const web = await findByCommand(pids, 'server/main.ts');
  const memory = await Promise.all(pids.map((pid) => kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss')));
  const totalMb = memory.reduce((sum, kb) => sum + kb, 0) / 1024;
  const webMb = (await kilobytes(`/proc/${web}/status`, 'VmRSS')) / 1024;
  await airgate.launcher.kill('SIGTERM');
  if (last) await removeData(dataDir);
  return { seconds, webMb, totalMb };
}

async function postmasterPid(dataDir: string): Promise<number> {
  const folder = join(dataDir, 'postgres');
  const data = await readFile(join(folder, 'location'), 'utf8').catch(() => join(folder, 'data'));
  return Number((await readFile(join(data.trim(), 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** A process and all below it. */
async function tree(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    // The second field, the command in brackets, may hold spaces.
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const found = new Set([root]);
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.add(child);
  return [...found];
}

async function findByCommand(pids: number[], text: string): Promise<number | undefined> {
  for (const pid of pids)
    if ((await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(text)) return pid;
  return undefined;
}

async function kilobytes(file: string, field: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}
