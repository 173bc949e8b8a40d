// A tenant with something on every page.
import { expect, type Page } from '@playwright/test';
import { call, control, newCloudAccount, newTenant, read } from './console.ts';

/** Makes one. Returns the values of the parameters in addresses, and an invitation for a guest. */
export async function furnishedTenant(page: Page) {
  const tenant = await newTenant(page);
  const ask = <T>(path: string, input: object) => call<T>(page, tenant, path, input);
  const query = <T>(path: string, input: object) => read<T>(page, tenant, path, input);
  const root = await newCloudAccount('movie-one');
  const { accountId: account, accessKeyId, secretAccessKey } = root;
  const credential = { accessKeyId, secretAccessKey };
  const cloud = await ask<{ id: string }>('clouds.connect', {
    provider: 'sandbox',
    name: 'Production',
    ...credential,
  });
  const cloudAccountId = cloud.id;
  await ask('iam.sync', { cloudAccountId });
  const create = async (userName: string, more: object = {}) =>
    (await ask<{ subAccount: { id: string } }>('iam.create', { cloudAccountId, userName, ...more }))
      .subAccount.id;
  const access = { login: { generate: true }, accessKey: true, projectName: 'movie-one' };
  const subAccountId = await create('render-farm', access);
  await ask('quotas.allocate', { subAccountId, amount: '100', reason: 'Start' });
  await control.spend({ account, project: 'movie-one', product: 'ark_bd', amount: '85', correction: true });
  await ask('cutOff.cutOff', { subAccountId: await create('old-farm') });
  await expect(async () => {
    await ask('spending.startCheck', { cloudAccountId });
  }).toPass({ timeout: 60_000 });
  const alerts = async () => (await query<{ total: number }>('alerts.list', { severity: 'critical' })).total;
  await expect.poll(alerts, { timeout: 60_000 }).toBeGreaterThan(0);
  // Only now, so that nothing is sent to an address outside.
  const channel = await ask<{ id: string }>('channels.create', {
    name: 'Finance',
    config: { kind: 'webhook', url: 'https://hooks.example.com/none' },
  });
  const webhook = await ask<{ id: string }>('webhooks.create', {
    name: 'ERP',
    url: 'https://erp.example.com/none',
    events: ['quota.reached', 'tenant.suspended'],
  });
  const key = await ask<{ id: string }>('keys.create', {
    name: 'portal',
    permissions: ['quota:read', 'quota:allocate'],
    perMinute: 600,
    perMonth: 100_000,
    addresses: ['203.0.113.0/24', '2001:db8::/32'],
  });
  await ask('keys.rotate', { keyId: key.id, overlapHours: 24 });
  const role = await ask<{ id: string }>('roles.create', {
    name: 'Finance',
    description: 'Allocates quota',
    permissions: ['tenant:read', 'quota:read', 'quota:allocate'],
  });
  const studio = await ask<{ id: string }>('teams.create', { name: 'Studio' });
  const team = await ask<{ id: string }>('teams.create', { name: 'Rendering', parentId: studio.id });
  await ask('iam.update', { subAccountId, teamId: team.id });
  await ask('keys.update', { keyId: key.id, teamId: team.id });
  const me = (await query<{ items: { id: string }[] }>('members.list', {})).items[0]?.id ?? '';
  await ask('iam.update', { subAccountId, holderId: me });
  await ask('requests.create', { subAccountId, amount: '50', reason: 'The trailer is not done' });
  const deletedTenant = await newTenant(page);
  await call(page, deletedTenant, 'tenant.delete', { slug: deletedTenant });
  const guestMail = `guest@${tenant}.example`;
  const invite = async (email: string) =>
    (await ask<{ link: string }>('members.invite', { email, role: 'viewer' })).link.split('/').at(-1) ?? '';
  const token = await invite(`next-${guestMail}`);
  const guestToken = await invite(guestMail);
  const ran = { functionId: 'spending-check', state: 'completed', limit: 1 };
  const [run] = (await query<{ items: { id: string }[] }>('platform.runs', ran)).items;
  const runId = run?.id ?? '';
  return {
    values: {
      tenant,
      roleId: role.id,
      teamId: team.id,
      cloudAccountId,
      subAccountId,
      channelId: channel.id,
      webhookId: webhook.id,
      token,
      section: 'quotas',
      runId,
      keyId: key.id,
      deletedTenant,
    },
    guest: {
      token: guestToken,
      /** Takes the guest out of the tenant again, so that they belong to none. */
      leaveAlone: async () => {
        const members = await query<{ items: { id: string; email: string }[] }>('members.list', {
          text: guestMail,
        });
        for (const { id } of members.items) await ask('members.remove', { memberId: id });
      },
    },
  };
}
