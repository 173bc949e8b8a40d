// The whole loop as another program sees it: over the API alone, with the jobs, the cloud, the bot and the mail server real.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { setVariable } from './environment.ts';
import { until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { startFeishu } from './servers/feishu.ts';
import { startMail } from './servers/mail.ts';
import { type Alert, type Farm, makeStory, type Story } from './story.ts';

const [feishu, mail] = await Promise.all([startFeishu(), startMail()]);
setVariable('AIRGATE_EGRESS_ALLOW', feishu.hostPort);
setVariable('SMTP_URL', mail.url);
const sandbox = await makeSandbox();
let jobs: RunningJobs;
beforeAll(async () => {
  jobs = await runJobs({ drainMs: 5_000 });
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([sandbox.close(), feishu.close(), mail.close()]);
});

/** An alert's type, with the step where it has one. */
const typeOf = ({ type, details }: Alert) => (type === 'quota_step' ? `${type} ${details.step}` : type);

/** Spends, has the bill read and waits for what that says. */
async function spendAndCheck(
  story: Story,
  cloudAccountId: string,
  farm: Farm,
  amount: string,
  total: string,
) {
  expect(await farm.spend(amount)).toBe(true);
  await story.startCheck(cloudAccountId);
  await story.checked(cloudAccountId);
  expect(await farm.quota()).toMatchObject({ spent: total, granted: '100.00' });
}

async function sagaDone(farm: Farm, kind: string) {
  await until(
    async () => (await farm.sagas())[0]?.kind === kind && (await farm.sagas())[0]?.state !== 'running',
    20,
  );
  const [saga] = await farm.sagas();
  expect(saga).toMatchObject({ kind, state: 'done' });
  expect(saga?.steps.filter((step) => step.state !== 'done')).toEqual([]);
  return saga;
}

test('from the first connection to the cut-off at the quota and back, over the API alone', async () => {
  const story = await makeStory(sandbox);
  const { must, ask } = story;
  const routing = { minSeverity: 'info', types: [] };
  const bot = { kind: 'feishu', url: feishu.url, secret: feishu.secret };
  const mailbox = `finance@${story.tenant.tenant.slug}.example`;
  await must('POST', '/channels', { name: 'Finance', config: bot, ...routing });
  await must('POST', '/channels', { name: 'Mail', config: { kind: 'email', to: [mailbox] }, ...routing });

  const { id: cloudAccountId } = await story.connect();
  expect(await must('POST', `/cloud-accounts/${cloudAccountId}/sync`)).toMatchObject({
    added: 0,
    projects: 1,
  });
  // Connecting alone starts the first check.
  await story.checked(cloudAccountId);

  const farm = await story.createFarm(cloudAccountId);
  expect(farm.password.length).toBeGreaterThan(10);
  const shown = JSON.stringify([
    await must('GET', `/sub-accounts/${farm.id}`),
    await must('GET', `/sub-accounts/${farm.id}/access-keys`),
    await must('GET', '/audit?limit=200'),
  ]);
  expect(shown).toContain(farm.accessKey.accessKeyId);
  expect(shown).not.toContain(farm.accessKey.secretAccessKey);
  expect(shown).not.toContain(farm.password);
  expect(await farm.ownCall()).toBe(200);

  await farm.allocate('100');
  await spendAndCheck(story, cloudAccountId, farm, '55', '55.00');
  await spendAndCheck(story, cloudAccountId, farm, '30', '85.00');
  await spendAndCheck(story, cloudAccountId, farm, '10', '95.00');
  expect((await story.alerts()).map(typeOf)).toEqual(['quota_step 50', 'quota_step 80', 'quota_step 90']);
  const before = await farm.access();

  await spendAndCheck(story, cloudAccountId, farm, '6', '101.00');
  const cut = await sagaDone(farm, 'cut_off');
  expect(cut?.steps.map((step) => step.name)).toEqual([
    'snapshot',
    ...['deny_policy', 'access_keys', 'login', 'iam_api_keys', 'ark_keys', 'ark_endpoints'],
    'verify',
  ]);
  expect(await farm.ownCall()).toBe(401);
  expect(await farm.spend('1')).toBe(false);
  expect(await must('GET', `/sub-accounts/${farm.id}`)).toMatchObject({ status: 'cut_off' });

  // While spending is above the quota nothing brings it back.
  expect(await ask('POST', `/sub-accounts/${farm.id}/restore`)).toMatchObject({
    status: 412,
    body: { reason: 'sub_account_over_limit' },
  });
  await farm.allocate('50');
  await must('POST', `/sub-accounts/${farm.id}/restore`);
  await sagaDone(farm, 'restore');
  expect(await farm.ownCall()).toBe(200);
  expect(await farm.access()).toEqual(before);
  expect(await farm.spend('1')).toBe(true);

  const told = [
    'quota_step 50',
    'quota_step 80',
    'quota_step 90',
    'quota_reached',
    'cut_off_done',
    'restored',
  ];
  expect((await story.alerts()).map(typeOf)).toEqual(told);
  const mails = () => mail.inbox.filter((message) => message.to.includes(mailbox));
  await until(() => feishu.titles.length >= told.length && mails().length >= told.length);
  expect(feishu.titles.map((title) => title.replace(/^\[AirGate\] /, '')).sort()).toEqual(
    mails()
      .map((message) => message.subject.replace(/^\[AirGate\] /, ''))
      .sort(),
  );
  // What was received is recorded a moment later.
  const deliveries = async () =>
    (await must<{ items: { state: string; attempts: number }[] }>('GET', '/deliveries?limit=200')).items;
  await until(async () => (await deliveries()).every(({ state }) => state !== 'pending'));
  expect(await deliveries()).toEqual(
    Array.from({ length: told.length * 2 }, () => expect.objectContaining({ state: 'sent', attempts: 1 })),
  );
}, 90_000);
