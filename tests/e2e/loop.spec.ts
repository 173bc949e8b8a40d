// The whole loop as a person sees it: connect, create, allocate, watch spending, the cut-off at the quota, the restore.
import { expect, type Page, test } from '@playwright/test';
import { signedCaller } from '#server/clouds/sandbox/signed-caller.ts';
import { control, newCloudAccount, newTenant, sandboxUrl, signIn } from './console.ts';

const NAME = 'render-farm';
const PROJECT = 'movie-one';

async function connect(page: Page, root: { accessKeyId: string; secretAccessKey: string }) {
  await page.getByRole('link', { name: 'Connect cloud account' }).first().click();
  await page.getByRole('radio', { name: 'Sandbox cloud' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Access key id').fill(root.accessKeyId);
  await page.getByLabel('Secret access key').fill('not the right one');
  await page.getByRole('button', { name: 'Test credential' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByLabel('Secret access key').fill(root.secretAccessKey);
  await page.getByRole('button', { name: 'Test credential' }).click();
  await expect(page.getByText('The cloud knows this credential')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name').fill('Production');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.waitForURL(/\/clouds\/cla_/);
}

/** Fills the form, reads the secrets in the one dialog that shows them, and lands on the sub-account's page. */
async function create(page: Page) {
  await page.getByLabel('User name').fill(NAME);
  await page.getByLabel('Generate a password').click();
  await page.getByLabel('Create an access key').click();
  await page.getByLabel('First project').click();
  await page.getByRole('option', { name: PROJECT }).click();
  await page.getByRole('button', { name: 'Create sub-account' }).click();
  const dialog = page.getByRole('dialog', { name: `Access of ${NAME}` });
  await dialog.getByRole('button', { name: 'Show Password' }).click();
  await dialog.getByRole('button', { name: 'Show Secret access key' }).click();
  const [, password = '', accessKeyId = '', secretAccessKey = ''] = await dialog
    .getByRole('definition')
    .allInnerTexts();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('I have stored it').click();
  await dialog.getByRole('button', { name: 'Close for good' }).click();
  await page.waitForURL(/\/sub-accounts\/sub_/);
  return {
    password: password.trim(),
    accessKeyId: accessKeyId.trim(),
    secretAccessKey: secretAccessKey.trim(),
  };
}

async function allocate(page: Page, amount: string) {
  await page.getByRole('button', { name: 'Allocate quota' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Allocate quota' });
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByLabel('Reason').fill('Production');
  await dialog.getByRole('button', { name: 'Allocate quota' }).click();
  await expect(page.getByRole('dialog', { name: 'Quota changed' })).toBeVisible();
}

test('a sub-account is created, spends up to its quota, is cut off, and comes back', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  const slug = await newTenant(page);
  const root = await newCloudAccount(PROJECT);
  await page.goto(`/${slug}/clouds`);
  await connect(page, root);
  const cloudPage = page.url();
  const checkNow = page.getByRole('button', { name: 'Check now' });
  await expect(checkNow).toBeEnabled({ timeout: 60_000 });

  await page.goto(`/${slug}/sub-accounts/new`);
  const given = await create(page);
  const accountPage = page.url();
  const call = signedCaller(sandboxUrl, given);
  const ownCall = async () =>
    (await call('ark', 'ListEndpoints', { ProjectName: PROJECT }, { post: true })).status;
  expect(await ownCall()).toBe(200);
  // What was shown once is nowhere any more.
  await page.goto(`${accountPage}?tab=access`);
  await expect(page.getByText(given.accessKeyId)).toBeVisible();
  const html = await page.content();
  expect(html).not.toContain(given.secretAccessKey);
  expect(html).not.toContain(given.password);

  await page.goto(accountPage);
  await allocate(page, '100');
  await page.getByRole('button', { name: 'Done' }).click();

  const spend = async (amount: string) => {
    const booking = { account: root.accountId, project: PROJECT, product: 'ark_bd', amount, user: NAME };
    return (await control.spend({ ...booking, correction: true })).booked;
  };
  const spendAndCheck = async (amount: string, alert: string) => {
    expect(await spend(amount)).toBe(true);
    await page.goto(cloudPage);
    await checkNow.click();
    await page.goto(`/${slug}/alerts`);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(alert).first()).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
  };
  await spendAndCheck('55', `${NAME} has spent 50% of its quota`);
  await spendAndCheck('30', `${NAME} has spent 80% of its quota`);
  await spendAndCheck('10', `${NAME} has spent 90% of its quota`);
  await spendAndCheck('6', `${NAME} is cut off`);

  await page.goto(accountPage);
  await expect(page.getByText('Cut off', { exact: true }).first()).toBeVisible();
  expect(await ownCall()).toBe(401);
  expect(await spend('1')).toBe(false);
  await page.getByRole('tab', { name: 'Cut-off' }).click();
  await page
    .getByRole('button', { name: /Cut-off/ })
    .first()
    .click();
  await expect(page.getByText('Deactivate access keys')).toBeVisible();
  await expect(page.getByText('Look once more that nothing works')).toBeVisible();

  await allocate(page, '200');
  await page.getByRole('dialog').getByRole('button', { name: 'Restore now' }).click();
  await expect.poll(ownCall, { timeout: 60_000 }).toBe(200);
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Active', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  expect(await spend('1')).toBe(true);
});
