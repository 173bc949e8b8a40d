// Self-service: a member asks for quota, an admin approves by the link in the mail, signed out, and the sub-account comes back.
import { readdir, readFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, control, join, newCloudAccount, newTenant, read, signIn } from './console.ts';

const { AIRGATE_E2E_MAIL_DIR = '' } = process.env;
const NAME = 'render-farm';
const PROJECT = 'movie-one';

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();

/** The text of the newest mail to somebody that says this. */
async function mailTo(address: string, words: string): Promise<string> {
  let found = '';
  await expect
    .poll(
      async () => {
        const files = (await readdir(AIRGATE_E2E_MAIL_DIR)).sort();
        const mails = await Promise.all(
          files.map((file) => readFile(joinPath(AIRGATE_E2E_MAIL_DIR, file), 'utf8')),
        );
        found = mails.filter((mail) => mail.includes(address) && mail.includes(words)).at(-1) ?? '';
        return found;
      },
      { timeout: 30_000 },
    )
    .not.toBe('');
  return found;
}

/** Invites somebody and lets them join. */
async function newMember(owner: Page, browser: Browser, tenant: string, role: string) {
  const email = `${role}@${tenant}.example`;
  const { link } = await call<{ link: string }>(owner, tenant, 'members.invite', { email, role });
  const page = await newPage(browser);
  await join(page, { token: link.split('/').at(-1) ?? '' });
  const found = await read<{ items: { id: string }[] }>(owner, tenant, 'members.list', { text: email });
  return { page, email, memberId: found.items[0]?.id ?? '' };
}

test('a member asks for quota, an admin approves by mail, and the sub-account works again', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const owner = await newPage(browser);
  await signIn(owner);
  const tenant = await newTenant(owner);
  const ask = <T>(path: string, input: object) => call<T>(owner, tenant, path, input);
  await ask('settings.update', { values: { 'quota.restoreMode': 'automatic' } });
  const { accountId: account, accessKeyId, secretAccessKey } = await newCloudAccount(PROJECT);
  const credential = { accessKeyId, secretAccessKey };
  const cloud = await ask<{ id: string }>('clouds.connect', {
    provider: 'sandbox',
    name: 'Production',
    ...credential,
  });
  await ask('iam.sync', { cloudAccountId: cloud.id });
  const { subAccount } = await ask<{ subAccount: { id: string } }>('iam.create', {
    cloudAccountId: cloud.id,
    userName: NAME,
    accessKey: true,
    projectName: PROJECT,
  });
  const subAccountId = subAccount.id;
  await ask('quotas.allocate', { subAccountId, amount: '100', reason: 'Start' });
  const member = await newMember(owner, browser, tenant, 'member');
  const admin = await newMember(owner, browser, tenant, 'admin');

  // It spends its quota and is cut off.
  await control.spend({ account, project: PROJECT, product: 'ark_bd', amount: '120', correction: true });
  const statusOf = async () =>
    (await read<{ status: string }>(owner, tenant, 'iam.get', { subAccountId })).status;
  await expect(async () => {
    await ask('spending.startCheck', { cloudAccountId: cloud.id });
  }).toPass({ timeout: 60_000 });
  await expect.poll(statusOf, { timeout: 90_000 }).toBe('cut_off');

  // Whoever holds nothing is told how one gets a sub-account.
  await member.page.goto(`/${tenant}/me`);
  await expect(member.page.getByText('You hold no sub-account yet')).toBeVisible();
  await owner.goto(`/${tenant}/sub-accounts`);
  await owner.getByRole('button', { name: `Actions for ${NAME}` }).click();
  await owner.getByRole('menuitem', { name: 'Give to a member…' }).click();
  const giving = owner.getByRole('dialog', { name: 'Give the sub-account to a member' });
  await giving.getByLabel('Holder').click();
  await owner.getByPlaceholder('Find a member').fill(member.email);
  await owner.getByRole('option', { name: member.email }).click();
  await giving.getByRole('button', { name: 'Save holder' }).click();
  await giving.getByRole('button', { name: 'Done' }).click();

  // The member sees that it is cut off, and asks.
  await member.page.goto(`/${tenant}`);
  await member.page.getByRole('link', { name: 'My page' }).click();
  const card = member.page
    .getByRole('listitem')
    .filter({ has: member.page.getByRole('heading', { name: NAME }) });
  await expect(card.getByText('Cut off')).toBeVisible();
  await card.getByRole('button', { name: 'Show spending' }).click();
  await expect(card.getByRole('heading', { name: 'Spending against quota' })).toBeVisible();
  await card.getByRole('button', { name: 'Ask for quota' }).click();
  const asking = member.page.getByRole('dialog', { name: `Ask for quota: ${NAME}` });
  await asking.getByLabel('How much more').fill('50');
  await asking.getByLabel('What for').fill('The trailer is not done');
  await asking.getByRole('button', { name: 'Send request' }).click();
  await expect(card.getByText('50.00 CNY asked for, waiting')).toBeVisible();

  // The owner sees it waiting, and the admin gets a mail with links of their own.
  await owner.goto(`/${tenant}/requests`);
  await expect(owner.getByRole('row').filter({ hasText: 'The trailer is not done' })).toBeVisible();
  const mail = await mailTo(admin.email, 'asks for 50.00 CNY');
  const [approve = '', reject = ''] = Array.from(mail.matchAll(/\/approval\/[\w-]+/g), ([path]) => path);
  expect(new Set([approve, reject]).size).toBe(2);

  // Signed out: the page shows what is asked and does nothing by itself.
  const mailbox = await newPage(browser);
  await mailbox.goto(approve);
  await expect(mailbox.getByRole('heading', { name: 'Approve the request?' })).toBeVisible();
  await expect(mailbox.getByText('The trailer is not done')).toBeVisible();
  await expect(mailbox.getByText(/120\.00 CNY/)).toBeVisible();
  await mailbox.goto(approve);
  const waiting = await read<{ total: number }>(owner, tenant, 'requests.list', { state: 'pending' });
  expect(waiting.total).toBe(1);
  await mailbox.getByLabel('Allocate').fill('60');
  await mailbox.getByRole('button', { name: 'Approve and allocate' }).click();
  await expect(mailbox.getByText(`60.00 CNY were allocated to ${NAME}.`)).toBeVisible();
  await mailbox.goto(approve);
  await expect(mailbox.getByRole('heading', { name: 'This link was used already' })).toBeVisible();
  await mailbox.goto(reject);
  await expect(mailbox.getByRole('heading', { name: 'There is nothing left to decide' })).toBeVisible();

  // The quota covers what was spent, so the sub-account is restored; the member sees it and has a mail.
  await expect.poll(statusOf, { timeout: 90_000 }).not.toMatch(/cut|restoring/);
  await expect(card.getByText('Cut off')).toHaveCount(0, { timeout: 30_000 });
  await expect(member.page.getByText('Approved')).toBeVisible({ timeout: 30_000 });
  await mailTo(member.email, '60.00 CNY instead of 50.00 CNY');

  // Whoever was demoted has no use for an old link.
  await card.getByRole('button', { name: 'Ask for quota' }).click();
  await asking.getByLabel('How much more').fill('7');
  await asking.getByLabel('What for').fill('One more shot');
  await asking.getByRole('button', { name: 'Send request' }).click();
  const [second = ''] = Array.from(
    (await mailTo(admin.email, 'asks for 7.00 CNY')).matchAll(/\/approval\/[\w-]+/g),
    ([path]) => path,
  );
  await ask('members.changeRole', { memberId: admin.memberId, role: 'viewer' });
  await mailbox.goto(second);
  await expect(mailbox.getByRole('heading', { name: 'This link is no longer yours to use' })).toBeVisible();

  // The owner rejects it in the console, with a word of why.
  await owner.goto(`/${tenant}/requests`);
  const row = owner.getByRole('row').filter({ hasText: 'One more shot' });
  await row.getByRole('button', { name: `Reject: ${NAME}` }).click();
  const rejecting = owner.getByRole('dialog', { name: 'Reject the request' });
  await rejecting.getByLabel(/^Note for/).fill('Next month');
  await rejecting.getByRole('button', { name: 'Reject' }).click();
  await expect(row.getByText('Rejected')).toBeVisible();
  await expect(member.page.getByText('Next month')).toBeVisible({ timeout: 30_000 });
});
