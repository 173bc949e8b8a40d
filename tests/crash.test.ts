// Processes that die in the middle: the database and the cloud stay, the jobs come back and go on where they were.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { sandboxControl } from '#server/clouds/sandbox/control.ts';
import { setVariable } from './environment.ts';
import { type RunningProcess, spawnNode, until } from './process.ts';
import type { TestSandbox } from './sandbox.ts';
import { type Alert, type Farm, makeStory } from './story.ts';

let cloud: RunningProcess;
let sandbox: TestSandbox;
beforeAll(async () => {
  cloud = spawnNode('server/clouds/sandbox/main.ts', ['--port', '0', '--no-throttle'], { ipc: true });
  const [, url = '', accessKeyId = '', secretAccessKey = ''] = await cloud.waitFor(
    /Sandbox cloud at (\S+) .*access key (\S+), secret (\S+)\)/,
  );
  setVariable('AIRGATE_SANDBOX_URL', url);
  const close = async () => void (await cloud.kill());
  sandbox = { url, control: sandboxControl(url), credential: { accessKeyId, secretAccessKey }, close };
});
afterAll(() => sandbox.close());

async function startJobs(): Promise<RunningProcess> {
  const jobs = spawnNode('tests/jobs-process.ts', [], { ipc: true });
  onTestFinished(async () => {
    await jobs.kill('SIGKILL');
  });
  await jobs.waitFor(/the jobs run/);
  return jobs;
}

/** Lets the cloud hold its answer to a call, begins something, and kills the jobs while they wait for that answer. */
async function killDuring(jobs: RunningProcess, action: string, begin: () => Promise<unknown>, skip = 0) {
  await sandbox.control.fault({ action, kind: 'delay', delayMs: 600_000, skip });
  await begin();
  await until(async () => (await sandbox.control.faults()).faults.length === 0, 20);
  await jobs.kill('SIGKILL');
}

/** What a cut-off changes in the cloud, each a single time. */
const CUTTING = [
  ...['CreatePolicy', 'AttachUserPolicy', 'UpdateAccessKey', 'UpdateLoginProfile'].map(
    (name) => `iam:${name}`,
  ),
  ...['UpdateApiKey', 'StopEndpoint'].map((name) => `ark:${name}`),
];

const nothing = async () => {};
const typeOf = ({ type, details }: Alert) => (type === 'quota_step' ? `${type} ${details.step}` : type);

/** How often each action was carried out in the cloud since the log was cleared. */
async function done(...actions: string[]): Promise<Record<string, number>> {
  const { counts } = await sandbox.control.calls();
  return Object.fromEntries(actions.map((action) => [action, counts[action]?.done ?? 0]));
}

const finished = (farm: Farm, kind: string) =>
  until(
    async () => (await farm.sagas())[0]?.kind === kind && (await farm.sagas())[0]?.state !== 'running',
    30,
  );

/** A connected account with a sub-account whose quota is 100. */
async function makeFarm() {
  const jobs = await startJobs();
  const story = await makeStory(sandbox);
  const { id: cloudAccountId } = await story.connect();
  await story.checked(cloudAccountId);
  const farm = await story.createFarm(cloudAccountId);
  await farm.allocate('100');
  return { story, cloudAccountId, farm, jobs };
}

test('a spending check whose process is killed goes on, and every step is told once', async () => {
  const { story, cloudAccountId, farm, jobs } = await makeFarm();
  await farm.spend('85');
  const begin = () => story.startCheck(cloudAccountId);
  await killDuring(jobs, 'ListBillDetail', begin, 2);
  const second = await startJobs();
  await killDuring(second, 'ListSplitBillDetail', nothing, 1);
  expect((await story.checks(cloudAccountId))[0]).toMatchObject({ state: 'running', trigger: 'manual' });
  await startJobs();
  await story.checked(cloudAccountId, 30);

  const [check, ...others] = await story.checks(cloudAccountId);
  expect(check).toMatchObject({ state: 'done', trigger: 'manual', error: null });
  expect(others).toHaveLength(1);
  expect(await farm.quota()).toMatchObject({ spent: '85.00' });
  expect(await story.must('GET', '/spending')).toMatchObject({ totalAmount: '85.00' });
  expect((await story.alerts()).map(typeOf)).toEqual(['quota_step 50', 'quota_step 80']);
}, 90_000);

test('a cut-off and a restore whose process is killed again and again do everything once', async () => {
  const { story, cloudAccountId, farm, jobs } = await makeFarm();
  const before = await farm.access();
  await sandbox.control.clearCalls();
  const begin = async () => {
    await farm.spend('101');
    await story.startCheck(cloudAccountId);
  };
  await killDuring(jobs, 'CreatePolicy', begin);
  await killDuring(await startJobs(), 'UpdateAccessKey', nothing);
  const last = await startJobs();
  await finished(farm, 'cut_off');
  const [cut] = await farm.sagas();
  expect(cut).toMatchObject({ state: 'done', kind: 'cut_off' });
  const repeated = cut?.steps.filter((step) => step.attempts > 1).map((step) => step.name);
  expect(repeated).toEqual(['deny_policy', 'access_keys']);
  expect(await done(...CUTTING)).toEqual(Object.fromEntries(CUTTING.map((action) => [action, 1])));
  expect(await farm.ownCall()).toBe(401);

  await farm.allocate('50');
  await killDuring(last, 'UpdateAccessKey', () => story.must('POST', `/sub-accounts/${farm.id}/restore`));
  await killDuring(await startJobs(), 'DetachUserPolicy', nothing);
  await startJobs();
  await finished(farm, 'restore');
  expect(await farm.access()).toEqual(before);
  expect(await farm.ownCall()).toBe(200);
  expect(
    await done('iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:UpdateAccessKey', 'iam:DetachUserPolicy'),
  ).toEqual({
    'iam:CreateAccessKey': 0,
    'iam:DeleteAccessKey': 0,
    'iam:UpdateAccessKey': 2,
    'iam:DetachUserPolicy': 1,
  });

  const told = [
    'quota_step 50',
    'quota_step 80',
    'quota_step 90',
    'quota_reached',
    'cut_off_done',
    'restored',
  ];
  expect((await story.alerts()).map(typeOf)).toEqual(told);
  type Entry = { action: string; after: { changed?: { id: string }[] } | null };
  const audit = await story.must<{ items: Entry[] }>('GET', '/audit?action=sub-account.&limit=200');
  expect(audit.items.map((entry) => entry.action).reverse()).toEqual([
    'sub-account.create',
    'sub-account.cut-off',
    'sub-account.cut-off.done',
    'sub-account.restore',
    'sub-account.restore.done',
  ]);
  // What an attempt changed before it was cut short is on record too: policy, access key, login, Ark key, endpoint.
  const changes = audit.items.flatMap((entry) => entry.after?.changed?.map(({ id }) => id).sort() ?? []);
  expect(changes).toHaveLength(10);
  expect(new Set(changes).size).toBe(5);
  // The cloud was never started anew: it is the same one that saw all of this.
  expect(cloud.child.exitCode).toBe(null);
}, 120_000);
