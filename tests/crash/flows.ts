// What a process is killed in the middle of: each flow is one request to it, and everything that follows from that.
import { randomBytes } from 'node:crypto';
import { newId } from '#lib/ids.ts';
import { signedCaller } from '#server/clouds/sandbox/signed-caller.ts';
import { access } from '#server/core/access.ts';
import { cutOff } from '#server/cut-off/service/begin.ts';
import { finishSaga, openSteps, runStep } from '#server/cut-off/service/run.ts';
import { setSetting } from '#server/settings/service.ts';
import type { Answer } from '#tests/procedures.ts';
import { type Farm, makeStory, type Story } from '#tests/story.ts';
import type { Stage } from './stage.ts';

export type World = {
  story: Story;
  cloudAccountId: string;
  farm: Farm;
  tenantId: string;
  /** The account's number in the sandbox. */
  account: string;
  /** The same for every attempt of the one request. */
  key: string;
};

type Request = { method: string; path: string; body?: unknown };

export type Flow = {
  name: string;
  prepare(stage: Stage): Promise<World>;
  request(world: World): Request;
  /** Whether the request carries an idempotency key. A client without one asks again all the same. */
  keyed: boolean;
  /** The first table whose write belongs to the flow; what comes before is another flow's. */
  since?: string;
  /** Reading calls are boundaries too. */
  reads?: boolean;
  /** The channel that the flow tells something. */
  channel?: 'feishu' | 'email';
  /** What has to hold beside the same end; throws otherwise. */
  verify?(stage: Stage, world: World, answer: Answer): Promise<void>;
};

/** A sub-account with a quota of 100, in an account whose bill has been read before. */
async function makeWorld(stage: Stage): Promise<World> {
  const story = await makeStory(stage.sandbox);
  const { id: cloudAccountId } = await story.connect();
  const { job, tenant, as } = story.tenant;
  await setSetting(as.owner, { key: 'spending.checkIntervalMinutes', value: 1440 });
  const at = job.now();
  await access(job, 'spending:check', (db) =>
    db.spendingCheck.create({
      data: {
        ...{ id: newId('check'), tenantId: tenant.id, cloudAccountId },
        ...{ trigger: 'connected', state: 'done', deep: true },
        ...{ startedAt: at, progressAt: at, finishedAt: at },
      },
    }),
  );
  const farm = await story.createFarm(cloudAccountId);
  await farm.allocate('100');
  const key = randomBytes(8).toString('hex');
  return { story, cloudAccountId, farm, tenantId: tenant.id, account: story.account, key };
}

async function spending(stage: Stage, amount: string): Promise<World> {
  const world = await makeWorld(stage);
  await world.farm.spend(amount);
  return world;
}

async function telling(stage: Stage, config: object): Promise<World> {
  const world = await spending(stage, '55');
  const channel = { name: 'Finance', config, minSeverity: 'info', types: [] };
  await world.story.must('POST', '/channels', channel);
  return world;
}

async function isCutOff(stage: Stage): Promise<World> {
  const world = await makeWorld(stage);
  const { job, as } = world.story.tenant;
  const { id: sagaId } = await cutOff(as.owner, { subAccountId: world.farm.id });
  for (const { position } of await openSteps(job, { sagaId })) await runStep(job, { sagaId, position });
  await finishSaga(job, { sagaId });
  return world;
}

const spareProject = ({ key }: World) => `spare-${key}`;

async function withSpareProject(stage: Stage, added: boolean): Promise<World> {
  const world = await makeWorld(stage);
  const { account, farm, story } = world;
  const projectName = spareProject(world);
  await stage.sandbox.control.createProject({ account, name: projectName });
  if (added) await story.must('POST', `/sub-accounts/${farm.id}/projects`, { projectName });
  return world;
}

const startCheck = ({ cloudAccountId }: World): Request => ({
  method: 'POST',
  path: '/spending-checks',
  body: { cloudAccountId },
});

type NewKey = { accessKeyId: string; secretAccessKey: string };

/** Who asked holds the one key that is there, and it works. */
async function holdsTheKey(stage: Stage, account: string, userName: string, key: NewKey): Promise<void> {
  const { users } = (await stage.sandbox.control.state({ account })).account;
  const keys = users.find((user) => user.name === userName)?.keys ?? [];
  if (!keys.some(({ id, active }) => id === key.accessKeyId && active)) {
    throw new Error(`${userName} has the keys ${JSON.stringify(keys)} and was given ${key.accessKeyId}`);
  }
  const { status } = await signedCaller(stage.sandbox.url, key)(
    'sts',
    'GetCallerIdentity',
    {},
    { post: true },
  );
  if (status !== 200) throw new Error(`the key ${key.accessKeyId} is answered ${status}`);
}

const newKeyFlow = (name: string, keyed: boolean): Flow => ({
  name,
  keyed,
  prepare: makeWorld,
  request: ({ farm }) => ({ method: 'POST', path: `/sub-accounts/${farm.id}/access-keys` }),
  verify: (stage, { account, farm }, { body }) => holdsTheKey(stage, account, farm.userName, body as NewKey),
});

const newSubAccountFlow = (name: string, keyed: boolean): Flow => ({
  name,
  keyed,
  prepare: (stage) => withSpareProject(stage, false),
  request: (world) => ({
    method: 'POST',
    path: '/sub-accounts',
    body: {
      cloudAccountId: world.cloudAccountId,
      userName: `new-${world.key}`,
      login: { generate: true },
      accessKey: true,
      projectName: spareProject(world),
    },
  }),
  verify: async (stage, { account, key }, { body }) => {
    const made = body as { accessKey: NewKey | null; password: string | null; warnings: unknown[] };
    if (!made.accessKey || !made.password)
      throw new Error(`the answer lacks something: ${JSON.stringify(made)}`);
    await holdsTheKey(stage, account, `new-${key}`, made.accessKey);
  },
});

export const flows: readonly Flow[] = [
  { name: 'check', keyed: true, reads: true, prepare: (stage) => spending(stage, '85'), request: startCheck },
  {
    name: 'cut-off',
    keyed: true,
    since: 'bucket',
    prepare: (stage) => spending(stage, '101'),
    request: startCheck,
  },
  {
    name: 'restore',
    keyed: true,
    prepare: isCutOff,
    request: ({ farm }) => ({ method: 'POST', path: `/sub-accounts/${farm.id}/restore` }),
  },
  {
    name: 'project-add',
    keyed: true,
    prepare: (stage) => withSpareProject(stage, false),
    request: (world) => ({
      method: 'POST',
      path: `/sub-accounts/${world.farm.id}/projects`,
      body: { projectName: spareProject(world) },
    }),
  },
  {
    name: 'project-remove',
    keyed: true,
    prepare: (stage) => withSpareProject(stage, false),
    request: ({ farm }) => ({
      method: 'DELETE',
      path: `/sub-accounts/${farm.id}/projects/${farm.projectId}`,
    }),
  },
  newKeyFlow('key', true),
  newKeyFlow('key-unkeyed', false),
  newSubAccountFlow('sub-account', true),
  newSubAccountFlow('sub-account-unkeyed', false),
  {
    name: 'feishu',
    keyed: true,
    since: 'alert',
    channel: 'feishu',
    prepare: (stage) =>
      telling(stage, { kind: 'feishu', url: stage.feishu.url, secret: stage.feishu.secret }),
    request: startCheck,
  },
  {
    name: 'email',
    keyed: true,
    since: 'alert',
    channel: 'email',
    prepare: (stage) => telling(stage, { kind: 'email', to: ['finance@example.com'] }),
    request: startCheck,
  },
];
