// People and their tenant: invited by mail and by a list, given roles, gone with their keys in good hands; the tenant in other hands, deleted, and back.
import { readdir, readFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, join, newTenant, read, settled, signIn } from './console.ts';

const { AIRGATE_E2E_MAIL_DIR = '', AIRGATE_E2E_EMAIL = '' } = process.env;

/** The newest mail to somebody whose subject holds this, as soon as it is there. */
async function mailTo(email: string, subject: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const files = (await readdir(AIRGATE_E2E_MAIL_DIR)).sort();
        const texts = await Promise.all(
          files.map((file) => readFile(joinPath(AIRGATE_E2E_MAIL_DIR, file), 'utf8')),
        );
        const mails = texts.filter((text) => text.endsWith('}')).map((text) => JSON.parse(text));
        found = mails.findLast((mail) => mail.to.includes(email) && mail.subject.includes(subject))?.text;
        return found !== undefined;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  return found ?? '';
}

/** Goes to a page and waits until it listens. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();

/** The first operator in a tenant of the test's own, which they own. */
async function ownTenant(browser: Browser): Promise<{ owner: Page; tenant: string }> {
  const owner = await newPage(browser);
  await signIn(owner);
  return { owner, tenant: await newTenant(owner) };
}

/** Somebody new, who has accepted the invitation in their mail. */
async function comeIn(browser: Browser, email: string): Promise<Page> {
  const mail = await mailTo(email, 'invites you');
  const [, token = ''] = /\/invitation\/([\w-]{43})/.exec(mail) ?? [];
  const page = await newPage(browser);
  await join(page, { token });
  return page;
}

async function openMenu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('somebody is invited by mail, comes in, gets another role, and goes while their keys stay with a new owner', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { owner, tenant } = await ownTenant(browser);
  const email = `mei@${tenant}.example`;
  await open(owner, `/${tenant}/members`);
  await owner.getByRole('button', { name: 'Invite', exact: true }).click();
  const invite = owner.getByRole('dialog');
  await invite.getByLabel('E-mail').fill(email);
  await invite.getByRole('radio', { name: 'Admin' }).check();
  await invite.getByRole('button', { name: 'Send invitation' }).click();
  await expect(invite.getByText(`A mail with the link is on its way to ${email}.`)).toBeVisible();
  await invite.getByRole('button', { name: 'Done' }).click();
  const page = await comeIn(browser, email);
  await page.waitForURL((url) => url.pathname.startsWith(`/${tenant}`));
  const key = await call<{ id: string }>(page, tenant, 'keys.create', {
    name: 'portal',
    permissions: ['tenant:read'],
  });

  await owner.reload();
  await settled(owner);
  await openMenu(owner, 'Guest', 'Change role');
  const role = owner.getByRole('dialog');
  await role.getByRole('radio', { name: 'Member' }).check();
  await role.getByRole('button', { name: 'Change role' }).click();
  await expect(owner.getByText(/^Guest.*Member/).first()).toBeVisible();
  await expect(
    call(page, tenant, 'keys.create', { name: 'x', permissions: ['tenant:read'] }),
  ).rejects.toThrow('key:create');

  await openMenu(owner, 'Guest', 'Remove');
  const remove = owner.getByRole('dialog');
  await expect(remove.getByText('1 API key that works: portal')).toBeVisible();
  await remove.getByRole('radio', { name: 'Give them to somebody' }).check();
  await remove.getByLabel(/to confirm/).fill(email);
  await expect(remove.getByRole('button', { name: 'Remove member' })).toBeDisabled();
  await remove.getByLabel('New owner').click();
  await owner.getByRole('option', { name: new RegExp(AIRGATE_E2E_EMAIL) }).click();
  await remove.getByRole('button', { name: 'Remove member' }).click();
  await expect(owner.getByText('Guest removed')).toBeVisible();
  await page.goto(`/${tenant}/alerts`);
  await expect(page.getByRole('heading', { name: 'Members' })).toHaveCount(0);
  const kept = await read<{ state: string; createdBy: string | null }>(owner, tenant, 'keys.get', {
    keyId: key.id,
  });
  expect(kept.state).toBe('active');
  expect(kept.createdBy).not.toBeNull();
});

test('a list of people is looked at before anything is sent, and a bad row stands in nobody’s way', async ({
  browser,
}) => {
  const { owner, tenant } = await ownTenant(browser);
  const [ada, grace] = [`ada@${tenant}.example`, `grace@${tenant}.example`];
  await open(owner, `/${tenant}/members`);
  await owner.getByRole('button', { name: 'Invite many' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('Choose a CSV file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`email,role\n${ada},member\nnobody at all,viewer\n${grace},boss\n${grace},viewer\n`),
  });
  await expect(dialog.getByLabel('People')).toHaveValue(new RegExp(ada));
  await dialog.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(dialog.getByText('2 people will be invited, 2 rows are left out.')).toBeVisible();
  await expect(dialog.getByText('Not a valid address')).toBeVisible();
  await expect(dialog.getByText('Unknown role')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send 2 invitations' }).click();
  await expect(dialog.getByText('2 invitations sent.')).toBeVisible();
  await expect(dialog.getByText('Invited by mail')).toHaveCount(2);
  const download = owner.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download the links' }).click();
  expect((await download).suggestedFilename()).toBe(`${tenant}-invitations.csv`);
  await dialog.getByRole('button', { name: 'Done' }).click();
  for (const email of [ada, grace]) expect(await mailTo(email, 'invites you')).toContain(`Tenant ${tenant}`);
  // The same list once more invites nobody twice.
  await owner.getByRole('button', { name: 'Invite many' }).click();
  await dialog.getByLabel('People').fill(`${ada}, member`);
  await dialog.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(dialog.getByText('Invited already')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Nobody to invite' })).toBeDisabled();
});

test('a tenant changes hands when both have said so', async ({ browser }) => {
  test.setTimeout(120_000);
  const { owner, tenant } = await ownTenant(browser);
  const email = `lin@${tenant}.example`;
  await call(owner, tenant, 'members.invite', { email, role: 'member' });
  const page = await comeIn(browser, email);
  await open(owner, `/${tenant}/settings/tenant`);
  await owner.getByRole('button', { name: 'Hand over' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('New owner').click();
  await owner.getByRole('option', { name: new RegExp(email) }).click();
  await dialog.getByLabel(`Type ${tenant} to confirm`).fill(tenant);
  await dialog.getByRole('button', { name: 'Send the offer' }).click();
  await expect(owner.getByText('Offered to Guest')).toBeVisible();
  expect(await mailTo(email, 'hand')).toContain(`/${tenant}/settings/tenant`);

  await page.goto(`/${tenant}`);
  await page.getByRole('link', { name: 'See the offer' }).click();
  await page.waitForURL(/\/settings\/tenant/);
  await settled(page);
  await page.getByRole('button', { name: 'Accept and become owner' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Accept and become owner' }).click();
  await expect(page.getByText('You are now the owner of')).toBeVisible();
  await mailTo(AIRGATE_E2E_EMAIL, `is now the owner of Tenant ${tenant}`);
  const { items } = await read<{ items: { email: string; role: string }[] }>(
    page,
    tenant,
    'members.list',
    {},
  );
  expect(items.map(({ email, role }) => [email, role]).sort()).toEqual(
    [
      [AIRGATE_E2E_EMAIL, 'admin'],
      [email, 'owner'],
    ].sort(),
  );
  await owner.reload();
  await expect(owner.getByRole('button', { name: 'Delete tenant' })).toBeDisabled();
});

test('a tenant is deleted by its address, shut for everybody, and restored by its owner', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { owner, tenant } = await ownTenant(browser);
  const email = `wen@${tenant}.example`;
  await call(owner, tenant, 'members.invite', { email, role: 'admin' });
  const page = await comeIn(browser, email);
  const { secret } = await call<{ secret: string }>(owner, tenant, 'keys.create', {
    name: 'portal',
    permissions: ['tenant:read'],
  });
  const byKey = async () =>
    (await page.request.get('/api/v1/tenant', { headers: { authorization: `Bearer ${secret}` } })).status();
  expect(await byKey()).toBe(200);
  await open(owner, `/${tenant}/settings/tenant`);
  await owner.getByRole('button', { name: 'Delete tenant' }).click();
  const dialog = owner.getByRole('dialog');
  await expect(dialog.getByText(/2 members/)).toBeVisible();
  await expect(dialog.getByText(/Nothing is changed in the clouds/)).toBeVisible();
  await dialog.getByLabel(/to confirm/).fill(tenant);
  await dialog.getByRole('button', { name: 'Delete tenant' }).click();
  await expect(owner.getByRole('heading', { name: `Tenant ${tenant} is deleted` })).toBeVisible();

  await expect.poll(byKey).toBe(412);
  await page.goto(`/${tenant}/alerts`);
  await expect(page.getByRole('heading', { name: `Tenant ${tenant} is deleted` })).toBeVisible();
  await expect(page.getByText('Only its owner can restore it')).toBeVisible();
  await expect(page.getByRole('button', { name: /Restore/ })).toHaveCount(0);

  await owner.getByRole('button', { name: `Restore Tenant ${tenant}` }).click();
  await owner.waitForURL((url) => url.pathname === `/${tenant}`);
  await page.goto(`/${tenant}/alerts`);
  await expect(page.getByRole('heading', { name: 'Alerts' })).toBeVisible();
  await expect.poll(byKey).toBe(200);
});

test('a logo and a colour mark the tenant in the sidebar; a colour that would be lost is refused', async ({
  browser,
}) => {
  const { owner, tenant } = await ownTenant(browser);
  await open(owner, `/${tenant}/settings/tenant`);
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    owner.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
  await choose('logo.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.repeat(3)));
  await expect(owner.getByText('The logo has to be a PNG or WebP picture.').first()).toBeVisible();
  await choose('logo.png', 'image/png', picture);
  await expect(owner.getByText('Logo saved')).toBeVisible();
  const logo = owner.getByRole('img', { name: `Logo of Tenant ${tenant}` });
  await expect(logo).toBeVisible();
  const address = (await logo.getAttribute('src')) ?? '';
  const answer = await owner.request.get(address);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  });
  const stranger = await newPage(browser);
  expect((await stranger.request.get(address)).status()).toBe(401);

  const accent = owner.getByLabel('Accent colour').first();
  await accent.fill('#ffee00');
  await expect(owner.getByText('too pale to be seen in the light theme')).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Save colour' })).toBeDisabled();
  await accent.fill('#c2410c');
  await owner.getByRole('button', { name: 'Save colour' }).click();
  await expect(owner.getByText('Colour saved')).toBeVisible();

  // The tenant used last is where the start page leads, on another device too.
  await newTenant(owner);
  const phone = await newPage(browser);
  await signIn(phone);
  await phone.goto('/');
  await expect(phone).toHaveURL(new RegExp(`/${tenant}$`));
});
