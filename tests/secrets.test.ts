// No secret that is made or given anywhere shows in the log, the audit log, an answer to a failure, or the database.
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { startExportInput } from '#server/audit/schema.ts';
import { beginExport, writeExportPart } from '#server/audit/service/export-work.ts';
import { readExport, startExport } from '#server/audit/service/exports.ts';
import { newBase } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { memberCtx } from '#server/core/identity.ts';
import { makeLogger } from '#server/core/log.ts';
import { once } from '#server/core/registry.ts';
import { acceptAsNew } from '#server/members/service/acceptance.ts';
import { requestReset, resetByLink } from '#server/users/service/reset.ts';
import { confirmSecondFactor, startSecondFactor } from '#server/users/service/second-factor.ts';
import { signIn } from '#server/users/service/sign-in.ts';
import { changePassword } from '#server/users/service.ts';
import { setVariable } from './environment.ts';
import { callProcedure, consoleDoor, procedures, request } from './procedures.ts';
import { until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { startFeishu } from './servers/feishu.ts';
import { startIssuer } from './servers/issuer.ts';
import { startMail } from './servers/mail.ts';
import { startWebhook } from './servers/webhook.ts';
import { makeStory } from './story.ts';

const [feishu, webhook, mail, issuer] = await Promise.all([
  startFeishu(),
  startWebhook(),
  startMail(),
  startIssuer(),
]);
setVariable('AIRGATE_EGRESS_ALLOW', [feishu, webhook, issuer].map(({ hostPort }) => hostPort).join(','));
setVariable('SMTP_URL', mail.url);
setVariable('LOG_LEVEL', 'debug');
const sandbox = await makeSandbox();

/** What the process said, to the last detail. */
const said: string[] = [];
/** Every answer to a request that was refused or failed. */
const refusals: string[] = [];
const secrets = new Map<string, string>();
let jobs: RunningJobs;

beforeAll(async () => {
  once('log', () => makeLogger('trace', { write: (line) => said.push(line) }));
  jobs = await runJobs({ drainMs: 5_000 });
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([sandbox, feishu, webhook, mail, issuer].map((server) => server.close()));
});

/** Remembers a secret under a name that a failure can tell. */
function keep(name: string, secret: string | null | undefined): string {
  if (!secret || secret.length < 8) throw new Error(`${name} is no secret: ${secret}`);
  secrets.set(name, secret);
  return secret;
}
const fresh = (words: string) => `${words} ${randomBytes(9).toString('hex')}`;

type Story = Awaited<ReturnType<typeof makeStory>>;
type Refused = { secret?: string; body?: unknown; headers?: Record<string, string> };

/** Asks for what has to be refused. */
async function refuse(method: string, path: string, options: Refused) {
  const { status, body } = await request(method, path, options);
  expect([method, path, status >= 400]).toEqual([method, path, true]);
  refusals.push(JSON.stringify(body));
}

/** A cloud account, a sub-account with a login and keys, channels of both kinds, spending up to the cut-off and back. */
async function clouds(story: Story) {
  const { must } = story;
  keep('API key', story.secret);
  const erp = { name: 'ERP', url: webhook.url, events: ['*'] };
  const told = await must<{ id: string; secret: string }>('POST', '/webhooks', erp);
  keep('secret of the webhook of events', told.secret);
  const newer = await must<{ secret: string }>('POST', `/webhooks/${told.id}/rotate-secret`, {});
  keep('second secret of the webhook of events', newer.secret);
  keep('secret of the cloud account', story.root.secretAccessKey);
  const bot = { kind: 'feishu', url: feishu.url, secret: keep('secret of the bot', feishu.secret) };
  keep('address of the bot', feishu.url.split('/').at(-1));
  const routing = { minSeverity: 'info', types: [] };
  await must('POST', '/channels', { name: 'Bot', config: bot, ...routing });
  const hook = { name: 'Hook', config: { kind: 'webhook', url: webhook.url }, ...routing };
  const { id: channel, secret } = await must<{ id: string; secret: string }>('POST', '/channels', hook);
  keep('secret of the webhook', secret);
  const turned = await must<{ secret: string }>('POST', `/channels/${channel}/rotate-secret`, {});
  keep('second secret of the webhook', turned.secret);
  await must('POST', `/channels/${channel}/test`);
  webhook.reply({ status: 500, body: `I was sent ${turned.secret}` });
  const { id: cloudAccountId } = await story.connect();
  await story.checked(cloudAccountId);
  const farm = await story.createFarm(cloudAccountId);
  keep('generated password', farm.password);
  keep('secret of the first access key', farm.accessKey.secretAccessKey);
  const path = `/sub-accounts/${farm.id}`;
  const second = await must<{ secretAccessKey: string }>('POST', `${path}/access-keys`);
  keep('secret of the second access key', second.secretAccessKey);
  const password = keep('chosen password of the login', `Chosen-${randomBytes(8).toString('hex')}-1`);
  await must('PUT', `${path}/login`, { allowed: true, password });
  await farm.allocate('100');
  await farm.spend('101');
  await story.startCheck(cloudAccountId);
  await story.checked(cloudAccountId);
  await until(async () => (await farm.sagas())[0]?.state === 'done', 30);
  await farm.allocate('50');
  await must('POST', `${path}/restore`);
  await until(
    async () => (await farm.sagas())[0]?.kind === 'restore' && (await farm.sagas())[0]?.state === 'done',
    30,
  );
  return { cloudAccountId, farm };
}

/** An invitation, its link, a password, another one by a link from the mailbox, a second factor; a provider; more keys. */
async function people(story: Story) {
  const { must, tenant } = story;
  const email = `new@${tenant.tenant.slug}.example`;
  const invited = await must<{ id: string; link: string }>('POST', '/invitations', { email, role: 'admin' });
  keep('first invitation', tokenOf(invited.link));
  const door = consoleDoor(tenant.as.owner.actor.id, tenant.tenant.slug);
  const resend = procedures.find(({ path }) => path === 'members.resendInvitation');
  if (!resend) throw new Error('invitations cannot be sent again');
  const again = await callProcedure(door, resend, { invitationId: invited.id });
  const { link } = (again.ok ? again.body : {}) as { link?: string };
  const token = keep('second invitation', tokenOf(link ?? ''));
  const base = newBase('console', 'en');
  const chosen = keep('first password', fresh('a few unrelated words'));
  await acceptAsNew({ token, name: 'Guest', password: chosen }, base);
  const at = () => ({ address: '127.0.0.1', now: base.now() });
  const signedIn = await signIn({ email, password: chosen }, at());
  const me = await memberCtx(signedIn.id, tenant.tenant.slug, base);
  const next = keep('second password', fresh('quite another sentence'));
  await changePassword(me, { currentPassword: chosen, newPassword: next });
  await requestReset({ email }, '127.0.0.1', base);
  const letter = () => mail.inbox.findLast(({ to, text }) => to.includes(email) && /\/reset\//.test(text));
  await until(() => letter() !== undefined);
  const reset = keep(
    'link for a new password',
    tokenOf(/\S+\/reset\/\S+/.exec(letter()?.text ?? '')?.[0] ?? ''),
  );
  const last = keep('third password', fresh('the last of all of them'));
  await resetByLink({ token: reset, password: last }, '127.0.0.1', base);
  const { secret } = await startSecondFactor(me, { password: last });
  keep('second factor', secret);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const { recoveryCodes } = await confirmSecondFactor(me, { code: totp.generate() });
  for (const [index, code] of recoveryCodes.entries()) keep(`recovery code ${index + 1}`, code);
  await signIn({ email, password: last, code: recoveryCodes[0] ?? '' }, at());
  const guess = keep('guessed password', fresh('somebody is guessing'));
  const wrong = signIn({ email, password: guess }, at());
  refusals.push(JSON.stringify(await wrong.catch((error: Error) => ({ ...error, message: error.message }))));
  const clientSecret = keep('secret of the provider', issuer.clientSecret);
  await must('PUT', '/single-sign-on', {
    ...{ issuer: issuer.url, clientId: issuer.clientId, clientSecret },
    ...{ roleClaim: 'groups', roleMap: [], defaultRole: 'viewer' },
  });
  const key = await must<{ id: string; secret: string }>('POST', '/api-keys', {
    name: 'x',
    permissions: ['tenant:read'],
  });
  keep('second API key', key.secret);
  const rotated = await must<{ secret: string }>('POST', `/api-keys/${key.id}/rotate`, { overlapHours: 1 });
  keep('rotated API key', rotated.secret);
}

const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

/** Secrets where they do not belong: in paths, in fields of another name, in broken and in oversized texts. */
async function mishaps({ secret, root }: Story, cloudAccountId: string) {
  const stray = keep('misplaced secret', `SK${randomBytes(20).toString('base64url')}`);
  const account = { provider: 'sandbox', name: 'Other', accessKeyId: root.accessKeyId };
  const wrong = { ...account, secretAccessKey: stray };
  await refuse('POST', '/cloud-accounts', { secret, body: wrong });
  await refuse('POST', '/cloud-accounts', { secret, body: { ...wrong, password: stray } });
  await refuse('POST', '/cloud-accounts', { secret, body: { ...account, secretAccessKey: [stray] } });
  await refuse('POST', '/cloud-accounts', { secret, body: { ...wrong, provider: stray } });
  await refuse('POST', '/cloud-accounts', { secret, body: { ...wrong, secretAccessKey: stray.repeat(20) } });
  await refuse('POST', `/cloud-accounts/${cloudAccountId}/credential`, {
    secret,
    body: { ...wrong, provider: undefined },
  });
  await refuse('POST', '/cloud-accounts', { secret, body: `{"secretAccessKey": "${stray}"` });
  await refuse('POST', `/cloud-accounts/${stray}/sync`, { secret });
  await refuse('GET', `/nowhere/${stray}`, { secret });
  await refuse('GET', `/audit?limit=${stray}`, { secret });
  await refuse('GET', `/audit?cursor=${stray}`, { secret });
  const config = { kind: 'feishu', url: `http://user:${stray}@10.0.0.1/hook/${stray}`, secret: stray };
  await refuse('POST', '/channels', {
    secret,
    body: { name: 'Inside', config, minSeverity: 'info', types: [] },
  });
  await refuse('GET', '/tenant', { secret: stray });
  await refuse('GET', '/tenant', { secret: `${secret.slice(0, -1)}x` });
  const headers = { 'idempotency-key': 'once' };
  const key = { name: 'once', permissions: ['tenant:read'] };
  const made = await request<{ secret: string }>('POST', '/api-keys', { secret, headers, body: key });
  keep('API key of a remembered answer', made.body.secret);
  await refuse('POST', '/api-keys', { secret, headers, body: { ...key, name: 'twice' } });
}

/** Every table of AirGate and of its jobs, row by row as text, as its owner reads them. */
async function dump(): Promise<string[]> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname IN ('public', 'executor', 'pgboss')`,
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      const found = await client.query<{ text: string }>(
        `SELECT '${name} ' || t::text AS text FROM ${name} t`,
      );
      texts.push(...found.rows.map(({ text }) => text));
    }
    return texts;
  } finally {
    await client.end();
  }
}

/** What a secret can look like on its way through other formats. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = (['base64', 'base64url', 'hex'] as const).map((encoding) => bytes.toString(encoding));
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      escaped,
      ...encoded.map((text) => text.replace(/=+$/, '')),
    ]),
  ];
}

test('a busy story leaves no secret behind where people and backups look', async () => {
  const story = await makeStory(sandbox);
  const { cloudAccountId } = await clouds(story);
  await people(story);
  await mishaps(story, cloudAccountId);
  // What is on its way to the channels is recorded a moment later.
  await until(() => webhook.received.some(({ body }) => body.includes('api_key.rotated')), 30);
  const { owner } = story.tenant.as;
  const { id: exportId } = await startExport(owner, startExportInput.parse({ format: 'jsonl' }));
  await beginExport(story.tenant.job, { exportId });
  await writeExportPart(story.tenant.job, { exportId });
  await until(async () => (await readExport(owner, { exportId }).catch(() => null)) !== null);
  const file = (await readExport(owner, { exportId })).text;
  const posted = webhook.received.map(({ body }) => body);
  const haystacks = { log: said, refusals, audit: [file], posted, database: await dump() };

  keep('master key', process.env.AIRGATE_SECRET_KEY);
  expect(secrets.size).toBeGreaterThan(30);
  // What is searched does hold what it should.
  const { slug } = story.tenant.tenant;
  expect(haystacks.log.some((line) => line.includes('request answered'))).toBe(true);
  expect(haystacks.refusals.length).toBeGreaterThan(14);
  expect(haystacks.audit.some((line) => line.includes('access-key.create'))).toBe(true);
  expect(haystacks.posted.some((body) => body.includes('api_key.created'))).toBe(true);
  expect(haystacks.database.some((row) => row.includes(slug))).toBe(true);
  expect(haystacks.database.some((row) => row.startsWith('executor.'))).toBe(true);

  const found: string[] = [];
  for (const [name, secret] of secrets)
    for (const [where, texts] of Object.entries(haystacks))
      for (const form of formsOf(secret)) {
        const text = texts.find((each) => each.includes(form));
        if (text)
          found.push(
            `${name} in ${where}: …${text.slice(Math.max(0, text.indexOf(form) - 120), text.indexOf(form))}`,
          );
      }
  expect(found).toEqual([]);
}, 180_000);
