// npm run conformance: the scenarios against the embedded executor, or against an Inngest server that is named.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '#scripts/pg.ts';
import { newDataDir, removeData } from '#tests/airgate.ts';
import { runEmbedded } from './embedded.ts';
import { type Exchange, trafficOf } from './recorder.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { NoServerError, type Result, runAgainstServer } from './server.ts';

const TRAFFIC = join(import.meta.dirname, 'traffic');
const USAGE = `Usage: npm run conformance -- [OPTION …]

  --url URL          run against the Inngest server there instead of the embedded executor
  --event-key KEY    its event key; a dev server needs none
  --signing-key KEY  its signing key; without one the server is taken for a dev server
  --app-host HOST    address of this machine at which the server reaches the scenarios (127.0.0.1)
  --app-port PORT    and the port (a free one)
  --only NAME        one scenario alone; may be given several times
  --save FOLDER      write down the traffic there
  --record           write down the embedded executor's traffic as what is expected from now on
`;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    'event-key': { type: 'string' },
    'signing-key': { type: 'string' },
    'app-host': { type: 'string' },
    'app-port': { type: 'string' },
    only: { type: 'string', multiple: true },
    save: { type: 'string' },
    record: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

const { only } = values;
const chosen = scenarios.filter(({ name }) => !only || only.includes(name));

if (values.help) console.log(USAGE);
else if (chosen.length === 0) fail(`There is no scenario ${only?.join(', ')}.`);
else {
  try {
    report(values.url ? await onServer(values.url) : await onEmbedded());
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    fail(`${error.message}\nNothing was checked.`);
  }
}

function onServer(url: string): Promise<Result[]> {
  console.log(`${chosen.length} scenarios against ${url}; the slowest takes over a minute.`);
  return runAgainstServer({
    url,
    eventKey: values['event-key'],
    signingKey: values['signing-key'],
    appHost: values['app-host'],
    appPort: Number(values['app-port'] ?? 0),
    scenarios: chosen,
  });
}

async function onEmbedded(): Promise<Result[]> {
  const dataDir = await newDataDir();
  const postgres = await startPostgres({ dir: join(dataDir, 'postgres'), test: true });
  try {
    const results: Result[] = [];
    for (const scenario of chosen) results.push(await embeddedResult(postgres.url, scenario));
    return results;
  } finally {
    await postgres.stop();
    await removeData(dataDir);
  }
}

async function embeddedResult(url: string, scenario: Scenario): Promise<Result> {
  try {
    const exchanges = await runEmbedded(url, scenario);
    if (values.record) save(TRAFFIC, scenario, exchanges);
    const expected = readFileSync(join(TRAFFIC, `${scenario.name}.jsonl`), 'utf8');
    const fault = trafficOf(exchanges) === expected ? null : 'the traffic is not what was recorded';
    return { scenario, fault, exchanges };
  } catch (error) {
    return { scenario, fault: error instanceof Error ? error.message : String(error), exchanges: [] };
  }
}

function report(results: Result[]): void {
  for (const { scenario, fault, exchanges } of results) {
    console.log(`${fault ? '✗' : '✓'} ${scenario.name}: ${scenario.about}`);
    if (fault) console.log(`    ${fault.replaceAll('\n', '\n    ')}`);
    if (values.save) save(values.save, scenario, exchanges);
  }
  const failed = results.filter(({ fault }) => fault).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

function save(folder: string, { name }: Scenario, exchanges: readonly Exchange[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.jsonl`), trafficOf(exchanges));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
