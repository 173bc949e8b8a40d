/** The demo tenant: a company that runs on the sandbox cloud, made through the same verbs that people use. */
import { formatAmount, nanos } from '#lib/money.ts';
import { addDays, dayOf } from '#lib/periods.ts';
import type { Role } from '#lib/permissions.ts';
import { sandboxControl } from '#server/clouds/sandbox/control.ts';
import { demoProjects } from '#server/clouds/sandbox/demo.ts';
import { SANDBOX_ROOT } from '#server/clouds/sandbox/seed.ts';
import { connectCloudAccount } from '#server/clouds/service.ts';
import { randomSecret } from '#server/core/crypto.ts';
import { type Ctx, newBase, type PlatformCtx, platformSystemCtx, systemCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { tenantRef } from '#server/core/identity.ts';
import { log } from '#server/core/log.ts';
import { updateSubAccount } from '#server/iam/service/change.ts';
import { importSubAccounts } from '#server/iam/service/manage.ts';
import { listSubAccounts } from '#server/iam/service/read.ts';
import { syncCloudAccount } from '#server/iam/service/sync.ts';
import { acceptAsNew } from '#server/members/service/acceptance.ts';
import { invite } from '#server/members/service/invitations.ts';
import { addProject } from '#server/projects/service.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import { setSetting } from '#server/settings/service.ts';
import { startCheck } from '#server/spending/service/checks.ts';
import { finishCheck } from '#server/spending/service/finish.ts';
import { listSpending } from '#server/spending/service/list.ts';
import { beginCheck, readSlice } from '#server/spending/service/sweep.ts';
import { createTenant, listTenants } from '#server/tenants/service.ts';

const SLUG = 'demo';
const HISTORY_DAYS = 90;

const people: readonly { name: string; email: string; role: Exclude<Role, 'owner'> }[] = [
  { name: '林晓 Lin Xiao', email: 'lin.xiao@demo.airgate.local', role: 'admin' },
  { name: '陈立 Chen Li', email: 'chen.li@demo.airgate.local', role: 'member' },
  { name: 'Maya Fischer', email: 'maya.fischer@demo.airgate.local', role: 'viewer' },
];

/** How much of its quota each user has spent at the start, in percent; null has no quota. */
const shares: Record<string, number | null> = {
  'lin.wei': 34,
  'chen.hao': 57,
  'zhao.min': 83,
  'wang.lei': 104,
  'sun.qian': 12,
  'zhou.yang': 91.5,
  'wu.fan': 62,
  'xu.jing': 48,
  'ma.tao': 21,
  'he.yun': 101,
  'luo.xin': 8,
  'gao.ning': 86,
  'tang.rui': null,
};

/** This one spends so fast that its warning and its cut-off can be watched. */
const RACER = { user: 'gao.ning', project: 'kite-lab', secondsToLimit: 100 };
/** Over its quota and protected: alerted, never cut off. */
const PROTECTED = 'he.yun';
/** Left in the cloud for somebody to import. */
const UNMANAGED = 'deng.kai';

/** Seeds the demo once; a later start finds it and changes nothing. */
export async function seedDemo(owner: { email: string }): Promise<void> {
  const { AIRGATE_SANDBOX_URL } = env();
  if (!AIRGATE_SANDBOX_URL) return;
  const platform = platformSystemCtx('demo', 'cli');
  if (await exists(platform)) return;
  await createTenant(
    platform,
    {
      name: 'Aurora Studio',
      slug: SLUG,
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      locale: 'en',
      ownerEmail: owner.email,
    },
    { isDemo: true },
  );
  const ctx = systemCtx('demo', await tenantRef({ slug: SLUG }), undefined, 'cli');
  await setSetting(ctx, { key: 'spending.checkIntervalMinutes', value: 1 });
  for (const person of people) await seat(ctx, person);

  const cloud = await connectCloudAccount(ctx, {
    provider: 'sandbox',
    name: 'Volcengine sandbox',
    ...SANDBOX_ROOT,
  });
  await syncCloudAccount(ctx, { cloudAccountId: cloud.id });
  const users = await importUsers(ctx, cloud.id);
  for (const { user, name } of demoProjects) {
    const subAccountId = users.get(user);
    if (subAccountId) await addProject(ctx, { subAccountId, projectName: name, countedFrom: firstDay(ctx) });
  }
  await check(ctx, cloud.id);
  await race(await allocate(ctx, users), AIRGATE_SANDBOX_URL);
  log.info({ tenant: SLUG }, 'the demo is there');
}

async function exists(ctx: PlatformCtx): Promise<boolean> {
  const { items } = await listTenants(ctx, { text: SLUG, limit: 50 });
  return items.some((t) => t.slug === SLUG);
}

async function seat(ctx: Ctx, { name, email, role }: (typeof people)[number]): Promise<void> {
  const { link } = await invite(ctx, { email, role });
  const token = new URL(link).pathname.split('/').at(-1) ?? '';
  await acceptAsNew({ token, name, password: randomSecret(15) }, newBase('cli', 'en'));
}

async function importUsers(ctx: Ctx, cloudAccountId: string): Promise<Map<string, string>> {
  const page = { managed: false, sort: 'userName', order: 'asc', limit: 200 } as const;
  const { items } = await listSubAccounts(ctx, { ...page, cloudAccountId });
  const chosen = items.filter((u) => u.userName !== UNMANAGED);
  await importSubAccounts(ctx, { subAccountIds: chosen.map((u) => u.id) });
  return new Map(chosen.map((u) => [u.userName, u.id]));
}

/** What each user's projects have spent since the history began. */
async function spentBy(ctx: Ctx, users: ReadonlyMap<string, string>): Promise<Map<string, bigint>> {
  const page = { groupBy: 'subAccount', from: firstDay(ctx), limit: 200 } as const;
  const { items } = await listSpending(ctx, page);
  const amounts = new Map(items.map((group) => [group.subAccountId, group.amount]));
  return new Map([...users].map(([user, id]) => [user, amounts.get(id) ?? 0n]));
}

/** Round quotas of which each user has spent about the share above. Returns what is left of the racer's. */
async function allocate(ctx: Ctx, users: ReadonlyMap<string, string>): Promise<bigint> {
  let left = 0n;
  for (const [user, spent] of await spentBy(ctx, users)) {
    const subAccountId = users.get(user);
    const share = shares[user];
    if (!subAccountId || !share || spent <= 0n) continue;
    if (user === PROTECTED) await updateSubAccount(ctx, { subAccountId, protected: true });
    const quota = tens((spent * 1000n) / BigInt(Math.round(share * 10)));
    // Whoever has spent little got the quota in two parts.
    const first = share < 50 ? tens((quota * 2n) / 3n) : quota;
    await allocateQuota(ctx, { subAccountId, amount: nanos(first), reason: 'Autumn season' });
    const rest = nanos(quota - first);
    if (rest > 0n)
      await allocateQuota(ctx, { subAccountId, amount: rest, reason: 'Second half, approved by finance' });
    if (user === RACER.user) left = quota - spent;
  }
  return left;
}

const TEN = 10_000_000_000n;
const tens = (amount: bigint) => (amount / TEN) * TEN;

/** Sets the racer's project to spend what is left of its quota within minutes. Its Ark key pays, so a cut-off stops it. */
async function race(left: bigint, sandboxUrl: string): Promise<void> {
  const sandbox = sandboxControl(sandboxUrl);
  const { account } = await sandbox.state();
  const key = account.arkKeys.find((k) => k.project === RACER.project);
  const amountPerHour = formatAmount((left * 3_600n) / BigInt(RACER.secondsToLimit));
  const rate = { project: RACER.project, product: 'ark_bd', instance: 'night-batch', amountPerHour };
  await sandbox.rates({ set: [{ ...rate, ...(key && { arkKey: key.id }) }] });
}

/** A check as the job runs it, here and now. */
async function check(ctx: Ctx, cloudAccountId: string): Promise<void> {
  const { id: checkId } = await startCheck(ctx, { cloudAccountId, deep: true });
  const plan = await beginCheck(ctx, { checkId });
  for (const [index, slice] of (plan?.slices ?? []).entries())
    await readSlice(ctx, { checkId, slice, index });
  await finishCheck(ctx, { checkId });
}

function firstDay(ctx: Ctx): string {
  return addDays(dayOf(ctx.now(), ctx.tenant.timeZone), -HISTORY_DAYS);
}
