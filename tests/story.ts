// The way of one sub-account through the API, step by step, for tests that follow it to its end.
import { randomBytes } from 'node:crypto';
import { allPermissions } from '#lib/permissions.ts';
import { signedCaller } from '#server/clouds/sandbox/signed-caller.ts';
import { createKey } from '#server/keys/service.ts';
import { makeTenant } from './factories.ts';
import { type Answer, request } from './procedures.ts';
import { until } from './process.ts';
import type { TestSandbox } from './sandbox.ts';

type Page<T> = { items: T[] };
export type Saga = {
  id: string;
  kind: string;
  state: string;
  steps: { name: string; state: string; attempts: number }[];
};
export type Alert = { id: string; type: string; details: { step?: number } };
type Made = {
  subAccount: { id: string };
  password: string;
  accessKey: { accessKeyId: string; secretAccessKey: string };
};

/** A tenant with an API key that may do everything. */
export async function makeStory(sandbox: Pick<TestSandbox, 'url' | 'control'>) {
  const tenant = await makeTenant();
  const { secret } = await createKey(tenant.as.owner, { name: 'portal', permissions: [...allPermissions] });
  const ask = <Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> => request<Body>(method, path, { secret, body, headers });

  /** Like `ask`, for what has to succeed. */
  async function must<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await ask<Body>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  const root = await sandbox.control.createAccount({ name: tenant.tenant.slug });
  const { accountId: account, accessKeyId, secretAccessKey } = root;
  const connect = () =>
    must<{ id: string }>('POST', '/cloud-accounts', {
      provider: 'sandbox',
      name: 'Production',
      accessKeyId,
      secretAccessKey,
    });

  /** A sub-account with a login, an access key and a project of its own, in which an Ark key and an endpoint run. */
  async function createFarm(cloudAccountId: string) {
    const userName = `farm-${randomBytes(3).toString('hex')}`;
    const project = `movie-${userName}`;
    await sandbox.control.createProject({ account, name: project });
    await sandbox.control.createArkKey({ account, project });
    await sandbox.control.createEndpoint({ account, project });
    const made = await must<Made>('POST', '/sub-accounts', {
      cloudAccountId,
      userName,
      login: { generate: true },
      accessKey: true,
    });
    const { id } = made.subAccount;
    const added = await must<{ id: string }>('POST', `/sub-accounts/${id}/projects`, {
      projectName: project,
    });
    const call = signedCaller(sandbox.url, made.accessKey);
    return {
      ...made,
      id,
      userName,
      project,
      projectId: added.id,
      /** What the cloud answers to the sub-account's own key. */
      ownCall: async () =>
        (await call('ark', 'ListEndpoints', { ProjectName: project }, { post: true })).status,
      allocate: (amount: string) =>
        must('POST', `/sub-accounts/${id}/allocations`, { amount, reason: 'Production' }),
      /** Books as that user; whether the cloud lets it. */
      spend: async (amount: string) =>
        (await sandbox.control.spend({ account, project, product: 'ark_bd', amount, user: userName })).booked,
      quota: () => must<{ spent: string; granted: string }>('GET', `/sub-accounts/${id}/quota`),
      sagas: async () => (await must<Page<Saga>>('GET', `/sub-accounts/${id}/sagas`)).items,
      /** What the user has in the cloud, without when it was used last. */
      access: async () => {
        const { users, arkKeys, endpoints } = (await sandbox.control.state({ account })).account;
        const user = users.find((each) => each.name === userName);
        const keys = user?.keys.map((key) => ({ id: key.id, active: key.active }));
        return { ...user, keys, arkKeys, endpoints };
      },
    };
  }

  const checks = async (cloudAccountId: string) =>
    (
      await must<Page<{ id: string; state: string }>>(
        'GET',
        `/spending-checks?cloudAccountId=${cloudAccountId}`,
      )
    ).items;

  return {
    tenant,
    secret,
    ask,
    must,
    account,
    root: { accessKeyId, secretAccessKey },
    connect,
    createFarm,
    checks,
    startCheck: (cloudAccountId: string) =>
      must<{ id: string }>('POST', '/spending-checks', { cloudAccountId }),
    /** Waits until no check runs. */
    checked: (cloudAccountId: string, seconds = 20) =>
      until(async () => {
        const all = await checks(cloudAccountId);
        return all.length > 0 && all.every((check) => check.state !== 'running');
      }, seconds),
    alerts: async () => (await must<Page<Alert>>('GET', '/alerts?limit=200')).items.reverse(),
  };
}

export type Story = Awaited<ReturnType<typeof makeStory>>;
export type Farm = Awaited<ReturnType<Story['createFarm']>>;
