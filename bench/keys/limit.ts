// Two whole processes, one key, more requests than it may make: how many pass.
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '#bench/report.ts';
import { appPool } from '#server/core/db.ts';
import { spawnNode } from '#tests/process.ts';
import { makeBenchKey } from './world.ts';

const PER_SECOND = 1_000;
/** The limit as a part of what is asked. */
const LIMIT_SHARE = 0.6;
const TICK_MS = 10;

type Load = { seconds: number; shares: [number, number] };
type Sent = { status: number; ms: number };

export async function measureLimit({ seconds, shares }: Load) {
  const limit = Math.round(PER_SECOND * seconds * LIMIT_SHARE);
  const key = await makeBenchKey({ perMinute: limit });
  const before = await rowChanges();
  const webs = await Promise.all([startWeb(), startWeb()]);
  try {
    await untilMinuteHolds(seconds + 5);
    const began = performance.now();
    const sent = (
      await Promise.all(
        webs.map((web, i) => flood(web.url, key.secret, (shares[i] ?? 0) * PER_SECOND, seconds)),
      )
    ).flat();
    const took = (performance.now() - began) / 1000;
    const passed = sent.filter(({ status }) => status === 404).length;
    const strange = sent.filter(({ status }) => status !== 429 && status !== 404).length;
    const name = `${shares.map((share) => share * 100).join(' : ')} %`;
    const of = (what: string, figure: number | string) => ({
      what: `two processes, ${name}: ${what}`,
      figure,
    });
    return [
      of('requests sent', sent.length),
      of('requests a second', Math.round(sent.length / took)),
      of('limit', limit),
      of('let through', passed),
      of('of the limit, %', Number(((passed / limit) * 100).toFixed(2))),
      of('answers that are neither, or none', strange),
      of('statements about the limit to the database', (await rowChanges()) - before),
      of(
        'answer p50, ms',
        Number(
          percentile(
            sent.map(({ ms }) => ms),
            0.5,
          ).toFixed(1),
        ),
      ),
      of(
        'answer p99, ms',
        Number(
          percentile(
            sent.map(({ ms }) => ms),
            0.99,
          ).toFixed(1),
        ),
      ),
    ];
  } finally {
    await Promise.all(webs.map(({ process }) => process.kill('SIGKILL')));
  }
}

async function startWeb() {
  const process = spawnNode('tests/airgate-process.ts', [], { ipc: true, env: { LOG_LEVEL: 'silent' } });
  const [, url = ''] = await process.waitFor(/AirGate at (\S+)/, 60);
  return { process, url };
}

/** The limit is one of the database's minute: the load must not run over its end. */
async function untilMinuteHolds(seconds: number): Promise<void> {
  const { rows } = await appPool().query<{ at: number }>(
    'select extract(second from clock_timestamp())::float as at',
  );
  const at = rows[0]?.at ?? 0;
  if (at + seconds > 60) await delay((60 - at) * 1000 + 50);
}

/** Sends at an even rate, whether or not answers come. */
async function flood(url: string, secret: string, perSecond: number, seconds: number): Promise<Sent[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32, scheduling: 'fifo' });
  const answers: Promise<Sent>[] = [];
  const began = performance.now();
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - began) {
    while (answers.length < (elapsed / 1000) * perSecond) answers.push(send(url, secret, agent));
    await delay(TICK_MS);
  }
  const sent = await Promise.all(answers);
  agent.destroy();
  return sent;
}

function send(url: string, secret: string, agent: http.Agent): Promise<Sent> {
  const began = performance.now();
  return new Promise((resolve) => {
    const request = http.get(`${url}/api/v1/nowhere`, {
      agent,
      headers: { authorization: `Bearer ${secret}` },
    });
    request.once('error', () => resolve({ status: 0, ms: performance.now() - began }));
    request.once('response', (response) => {
      response.resume();
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - began }),
      );
    });
  });
}

/** Every change of a limit's row was one question, or something given back. */
async function rowChanges(): Promise<number> {
  const { rows } = await appPool().query<{ changes: number }>(
    `select (n_tup_ins + n_tup_upd)::int as changes from pg_stat_user_tables where relname = 'api_key_window'`,
  );
  return rows[0]?.changes ?? 0;
}
