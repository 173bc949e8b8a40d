// A tenant that has something of everything, in a sandbox cloud and with a bot of its own, for the tests over all doors.
import { newId } from '#lib/ids.ts';
import { dayOf } from '#lib/periods.ts';
import { allPermissions } from '#lib/permissions.ts';
import { listAlerts, muteAlert } from '#server/alerts/service.ts';
import { beginExport, writeExportPart } from '#server/audit/service/export-work.ts';
import { startExport } from '#server/audit/service/exports.ts';
import { createChannel } from '#server/channels/service.ts';
import { access } from '#server/core/access.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { writeUsage } from '#server/core/key-usage.ts';
import { cutOff } from '#server/cut-off/service/begin.ts';
import { deliver, listDeliveries } from '#server/deliveries/service.ts';
import { setGuide } from '#server/guide/service.ts';
import { createSubAccountInput } from '#server/iam/schema.ts';
import { createSubAccount } from '#server/iam/service/create.ts';
import { syncCloudAccount } from '#server/iam/service/sync.ts';
import { rotateKey } from '#server/keys/service/rotate.ts';
import { createKey } from '#server/keys/service.ts';
import { invite } from '#server/members/service/invitations.ts';
import { listProjects } from '#server/projects/service/list.ts';
import { settleSpending } from '#server/quotas/service.ts';
import { makeRecord, yuan } from '#server/quotas/test-world.ts';
import { createRequest } from '#server/requests/service/asking.ts';
import { makeLinks } from '#server/requests/service/links.ts';
import { createRole } from '#server/roles/service/roles.ts';
import { setSetting } from '#server/settings/service.ts';
import { startCheck } from '#server/spending/service/checks.ts';
import { setEnforced } from '#server/sso/service/connection.ts';
import { connectProvider, goOut } from '#server/sso/test-world.ts';
import { addTeamMember } from '#server/teams/service/members.ts';
import { createTeam } from '#server/teams/service/teams.ts';
import { setLogoInput } from '#server/tenants/schema.ts';
import { setLogo } from '#server/tenants/service/branding.ts';
import { offerTransfer } from '#server/tenants/service/transfer.ts';
import { openSession } from '#server/users/service/sessions.ts';
import { createView, setPreference } from '#server/views/service.ts';
import { deliverEvent } from '#server/webhooks/service/deliver.ts';
import { listWebhookDeliveries } from '#server/webhooks/service/deliveries.ts';
import { createWebhook } from '#server/webhooks/service/endpoints.ts';
import { setVariable } from './environment.ts';
import { makeTenant, type TestTenant } from './factories.ts';
import { request } from './procedures.ts';
import { type Ids, sampleInput } from './sample-input.ts';
import { connectSandbox, makeSandbox, type TestSandbox } from './sandbox.ts';
import { type FeishuServer, startFeishu } from './servers/feishu.ts';
import { type Issuer, startIssuer } from './servers/issuer.ts';

export type Outside = {
  sandbox: TestSandbox;
  feishu: FeishuServer;
  issuer: Issuer;
  close(): Promise<void>;
};

/** A cloud, a bot and an identity provider, the only places outside that the code under test can reach. Comes first in a test file. */
export async function makeOutside(): Promise<Outside> {
  const [feishu, issuer] = await Promise.all([startFeishu(), startIssuer()]);
  setVariable('AIRGATE_EGRESS_ALLOW', `${feishu.hostPort},${issuer.hostPort}`);
  // Whatever asks the real cloud gets nowhere.
  setVariable('VOLCENGINE_BASE_URL', 'http://127.0.0.1:1');
  const sandbox = await makeSandbox();
  const close = async () => {
    await Promise.all([feishu.close(), issuer.close(), sandbox.close()]);
  };
  return { sandbox, feishu, issuer, close };
}

export type FullWorld = TestTenant & {
  /** One id of each kind that an input can name. */
  ids: Ids;
  /** What else can be named, by the names of its fields. */
  texts: { keyId: string; projectName: string; userName: string; issuer: string };
  /** Secret of an API key with every permission. */
  secret: string;
  /** Texts that nobody else may ever be shown. */
  secrets: string[];
  /** A wish for a key that nobody has settled, of a sub-account that is cut off. */
  lostKey: { id: string; subAccountId: string };
  /** The account's number in the sandbox. */
  account: string;
};

/** Makes one; takes about a second. */
export async function makeFullWorld({ sandbox, feishu, issuer }: Outside): Promise<FullWorld> {
  const tenant = await makeTenant();
  const { owner } = tenant.as;
  // First of all, so that it is told of all that follows.
  const webhook = await createWebhook(owner, { name: 'ERP', url: feishu.url, events: ['*'] });
  const words = { name: `Cloud of ${tenant.tenant.slug}`, project: `movie-${tenant.tenant.slug}` };
  const { cloudAccountId, account } = await connectSandbox(sandbox, tenant, words.name);
  await sandbox.control.createProject({ account, name: words.project });
  await syncCloudAccount(owner, { cloudAccountId });
  const channel = await createChannel(owner, {
    name: 'Finance',
    config: { kind: 'feishu', url: feishu.url, secret: feishu.secret },
    minSeverity: 'info',
    types: [],
    quietHours: null,
  });
  const key = await createKey(owner, { name: 'portal', permissions: [...allPermissions] });
  const limited = await createKey(owner, { name: 'farm', permissions: ['tenant:read'], perMonth: 1000 });
  const rotated = await rotateKey(owner, { keyId: limited.id, overlapHours: 1 });
  await request('GET', '/tenant', { secret: rotated.secret });
  await writeUsage();
  const create = (userName: string, more: object = {}) =>
    createSubAccount(owner, createSubAccountInput.parse({ cloudAccountId, userName, ...more }));
  const userName = `farm-${tenant.tenant.slug}`;
  const made = await create(userName, {
    login: { generate: true },
    accessKey: true,
    projectName: words.project,
  });
  const { id: subAccountId } = made.subAccount;
  await request('POST', `/sub-accounts/${subAccountId}/allocations`, {
    secret: key.secret,
    body: { amount: '100', reason: 'Start' },
    headers: { 'idempotency-key': 'start' },
  });
  const check = await startCheck(owner, { cloudAccountId, deep: false });
  // Today, from when on the project counts.
  const day = dayOf(tenant.job.now(), 'Asia/Shanghai');
  await makeRecord(tenant.job, { cloudAccountId, day, project: words.project, amount: yuan(55) });
  await settleSpending(tenant.job, [{ subAccountId, spent: yuan(55) }], { checkId: check.id });
  const { id: oldId } = (await create('old-farm')).subAccount;
  const saga = await cutOff(owner, { subAccountId: oldId });
  await setSetting(owner, { key: 'quota.restoreMode', value: 'automatic' });
  const role = await createRole(owner, {
    name: `Role of ${tenant.tenant.slug}`,
    description: '',
    permissions: ['tenant:read', 'quota:read'],
  });
  const team = await createTeam(owner, { name: `Team of ${tenant.tenant.slug}`, parentId: null });
  const invitation = await invite(owner, { email: `new@${tenant.tenant.slug}.example`, role: 'viewer' });
  await beginCreation(tenant, cloudAccountId);
  await setLogo(owner, setLogoInput.parse(sampleInput(setLogoInput)));
  const admin = tenant.as.admin.actor;
  const transfer = await offerTransfer(owner, {
    memberId: admin.kind === 'user' ? admin.memberId : '',
    slug: tenant.tenant.slug,
  });
  const ssoDomainId = await signOn(tenant, issuer);
  const page = { limit: 1 };
  await setGuide(owner, { dismissed: true });
  const [alert] = (await listAlerts(owner, page)).items;
  await muteAlert(owner, { alertId: alert?.id ?? '', hours: 24 });
  const [delivery] = (await listDeliveries(owner, page)).items;
  await deliver(tenant.job, { deliveryId: delivery?.id ?? '' });
  const [project] = (await listProjects(owner, { subAccountId, removed: false, ...page })).items;
  const view = await createView(owner, {
    table: 'alerts',
    name: words.name,
    state: { q: 'x' },
    shared: false,
  });
  await setPreference(owner, { table: 'alerts', density: 'compact', defaultViewId: view.id });
  const requestId = await askForQuota(tenant, subAccountId);
  const { id: exportId } = await startExport(owner, { format: 'jsonl' });
  await beginExport(tenant.job, { exportId });
  await writeExportPart(tenant.job, { exportId });
  const [told] = (await listWebhookDeliveries(owner, page)).items;
  await deliverEvent(tenant.job, { deliveryId: told?.id ?? '' });
  const viewer = tenant.as.viewer.actor;
  const memberId = viewer.kind === 'user' ? viewer.memberId : '';
  await addTeamMember(owner, { teamId: team.id, member: memberId });
  return {
    ...tenant,
    account,
    secret: key.secret,
    lostKey: await loseKey(tenant, oldId),
    ids: {
      tenant: tenant.tenant.id,
      user: viewer.id,
      member: memberId,
      invitation: invitation.id,
      role: role.id,
      team: team.id,
      key: key.id,
      cloudAccount: cloudAccountId,
      subAccount: subAccountId,
      subAccountProject: project?.id ?? '',
      saga: saga.id,
      check: check.id,
      alert: alert?.id ?? '',
      channel: channel.id,
      delivery: delivery?.id ?? '',
      webhook: webhook.id,
      webhookDelivery: told?.id ?? '',
      event: told?.eventId ?? '',
      view: view.id,
      ssoDomain: ssoDomainId,
      auditExport: exportId,
      quotaRequest: requestId,
      ownerTransfer: transfer.id,
      bucket: await bucketOf(tenant, subAccountId),
    },
    texts: {
      keyId: made.accessKey?.accessKeyId ?? '',
      projectName: words.project,
      userName,
      issuer: issuer.url,
    },
    secrets: [
      key.secret,
      key.hint,
      limited.secret,
      rotated.secret,
      webhook.secret,
      invitation.link,
      made.password ?? '',
      made.accessKey?.secretAccessKey ?? '',
      ...Object.values(words),
      role.name,
      team.name,
      userName,
    ],
  };
}

/** The owner asks, as whoever may allocate may for anything, and the admin has a link to decide it by. Returns its id. */
async function askForQuota({ as, job }: TestTenant, subAccountId: string): Promise<string> {
  const asked = { subAccountId, amount: yuan(20), reason: `Rendering for ${job.tenant.slug}` };
  const { id: quotaRequestId } = await createRequest(as.owner, asked);
  const { actor } = as.admin;
  const memberId = actor.kind === 'user' ? actor.memberId : '';
  await access(job, 'quota:allocate', (db) => makeLinks(db, job, { quotaRequestId, memberId }));
  return quotaRequestId;
}

/** A key whose making was cut short. */
async function loseKey({ job, as }: TestTenant, subAccountId: string) {
  const id = newId('accessKeyClaim');
  const { id: actorId, name: requestedBy } = as.owner.actor;
  const row = { id, subAccountId, keysBefore: [], actorId, requestedBy, startedAt: job.now() };
  await access(job, 'access-key:create', (db) =>
    db.accessKeyClaim.create({ data: { tenantId: job.tenant.id, ...row } }),
  );
  return { id, subAccountId };
}

async function bucketOf({ job }: TestTenant, subAccountId: string): Promise<string> {
  const where = { tenantId: job.tenant.id, subAccountId, endsAt: null };
  const { id } = await access(job, 'quota:read', (db) => db.bucket.findFirstOrThrow({ where }));
  return id;
}

/** A sub-account whose creation was cut short. */
function beginCreation({ job }: TestTenant, cloudAccountId: string): Promise<unknown> {
  const at = job.now();
  const row = {
    userName: 'half-made',
    actorId: newId('user'),
    requestHash: 'none',
    startedAt: at,
    busyUntil: at,
  };
  return access(job, 'sub-account:create', (db) =>
    db.subAccountCreation.create({ data: { tenantId: job.tenant.id, cloudAccountId, ...row } }),
  );
}

/** A provider through which the viewer has come in, and that the owner has gone around. Returns the domain's id. */
async function signOn(tenant: TestTenant, issuer: Issuer): Promise<string> {
  const { owner } = tenant.as;
  const { domain, domainId } = await connectProvider(tenant, issuer);
  const { finish } = await goOut(tenant, issuer, { sub: domain, email: `viewer@${domain}` });
  const finished = await finish();
  if (!finished.ok) throw finished.error;
  const session = { userId: owner.actor.id, method: 'password' as const, address: null };
  const sessionId = await withIdentity((tx) => openSession(tx, session, owner.now()));
  await setEnforced(owner, { enforced: true });
  await memberCtx(owner.actor.id, tenant.tenant.slug, owner, sessionId);
  await setEnforced(owner, { enforced: false });
  return domainId;
}
