// The database, killed in the middle of what is written to it: AirGate lives on, or is started again, and finishes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureAppRole } from '#server/core/app-role.ts';
import { type Recording, record } from './crash/boundaries.ts';
import { crash, databaseDown } from './crash/crash.ts';
import { type OwnDatabase, ownDatabase } from './crash/database.ts';
import { type Flow, flows } from './crash/flows.ts';
import { openStage, type Stage } from './crash/stage.ts';
import { setEnvironment } from './environment.ts';

let database: OwnDatabase;
let stage: Stage;
let cutOff: Flow;
let recording: Recording;
beforeAll(async () => {
  database = await ownDatabase({ durable: true });
  setEnvironment(database.url);
  stage = await openStage(database.url);
  await ensureAppRole();
  await stage.start();
  const flow = flows.find(({ name }) => name === 'cut-off');
  const recorded = flow && (await record(stage, [flow])).get(flow);
  if (!flow || !recorded) throw new Error('there is no such flow');
  cutOff = flow;
  recording = recorded;
}, 90_000);
afterAll(async () => {
  await stage?.close();
  await database?.remove();
});

/** While a call to the cloud is under way, so that its answer comes to a database that has just come back. */
const during = (service: string, action: string) => ({
  ...{ kind: 'upon' as const, service, action, nth: 0 },
  label: `during ${service}:${action}`,
});

test('a check and the cut-off that it leads to are finished once, though the database is killed in both', async () => {
  const boundaries = [during('billing', 'ListSplitBillDetail'), during('iam', 'UpdateAccessKey')];
  const { result, detail } = await crash(stage, cutOff, boundaries, recording, databaseDown(database));
  expect({ result, detail }).toEqual({ result: 'finished', detail: '' });
}, 90_000);
