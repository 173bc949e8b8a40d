// Every way in: password, second factor, recovery code, a forgotten password, and being signed out from elsewhere.
import { readdir, readFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { join, newTenant, read, signIn } from './console.ts';

const { AIRGATE_E2E_MAIL_DIR = '' } = process.env;
const PASSWORD = 'a few unrelated words';

/** Somebody who has just accepted an invitation, signed in on a page of their own. */
async function newMember(browser: Browser): Promise<{ page: Page; tenant: string; email: string }> {
  const owner = await (await browser.newContext()).newPage();
  await signIn(owner);
  const tenant = await newTenant(owner);
  const email = `mei@${tenant}.example`;
  const headers = { 'x-airgate-tenant': tenant };
  const answer = await owner.request.post('/api/trpc/members.invite', {
    data: { email, role: 'member' },
    headers,
  });
  const { result } = await answer.json();
  await owner.context().close();
  const page = await (await browser.newContext()).newPage();
  await join(page, { token: result.data.link.split('/').at(-1) });
  return { page, tenant, email };
}

async function enter(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const inside = (page: Page, tenant: string) =>
  page.waitForURL((url) => url.pathname.startsWith(`/${tenant}`));

/** The newest mail to somebody with this subject, as soon as it is there. */
async function mailTo(email: string, subject: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(async () => {
      const files = (await readdir(AIRGATE_E2E_MAIL_DIR)).sort();
      const texts = await Promise.all(
        files.map((file) => readFile(joinPath(AIRGATE_E2E_MAIL_DIR, file), 'utf8')),
      );
      const mails = texts.filter((text) => text.endsWith('}')).map((text) => JSON.parse(text));
      found = mails.findLast((mail) => mail.to.includes(email) && mail.subject === subject)?.text;
      return found !== undefined;
    })
    .toBe(true);
  return found ?? '';
}

test('a second factor is turned on, asked for, replaced by a recovery code, and turned off', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const { page, tenant, email } = await newMember(browser);
  await page.goto(`/${tenant}/profile`);
  await page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password').fill('not the password');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText('The current password is wrong.')).toBeVisible();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('img', { name: 'Secret as a QR code' })).toBeVisible();
  const secret = (await dialog.locator('code').first().textContent()) ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await dialog.getByLabel('Code that the app shows now').fill(totp.generate());
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const codes = page.getByRole('dialog', { name: 'Recovery codes' });
  const [first = '', second = ''] = (await codes.textContent())?.match(/[0-9a-z]{4}(-[0-9a-z]{4}){3}/g) ?? [];
  expect(second).not.toBe('');
  await codes.getByLabel('I have stored it').check();
  await codes.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await expect(page.getByText(/^On since \d/)).toBeVisible();
  expect(await mailTo(email, 'Two-step sign-in to AirGate is on')).toContain('authenticator app');

  const other = await (await browser.newContext()).newPage();
  await enter(other, email);
  await other.getByLabel('Code').fill('000000');
  await other.getByRole('button', { name: 'Continue' }).click();
  await expect(other.getByText('This code is wrong, or was used already.')).toBeVisible();
  // The code of the step after the one that turned it on.
  await other.getByLabel('Code').fill(totp.generate({ timestamp: Date.now() + 30_000 }));
  await other.getByRole('button', { name: 'Continue' }).click();
  await inside(other, tenant);

  const third = await (await browser.newContext()).newPage();
  await enter(third, email);
  await third.getByLabel('Code').fill(first);
  await third.getByRole('button', { name: 'Continue' }).click();
  await inside(third, tenant);
  await mailTo(email, 'A recovery code of yours was used');

  await page.reload();
  await page.getByRole('button', { name: 'Turn off' }).click();
  const off = page.getByRole('dialog');
  await off.getByLabel('Password').fill(PASSWORD);
  await off.getByLabel('Code of the app, or a recovery code').fill(second);
  await off.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByText('Your account is protected by its password alone.')).toBeVisible();
});

test('a session that is signed out from elsewhere is over at once', async ({ browser }) => {
  const { page, tenant, email } = await newMember(browser);
  const phone = await (await browser.newContext()).newPage();
  await enter(phone, email);
  await inside(phone, tenant);
  await page.goto(`/${tenant}/profile`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('Signed out', { exact: true })).toBeVisible();
  await phone.goto(`/${tenant}/alerts`);
  await expect(phone).toHaveURL(/\/sign-in/);
  await expect(read(phone, tenant, 'tenant.get', {})).rejects.toThrow('session_missing');
  await read(page, tenant, 'tenant.get', {});
});

test('a forgotten password is replaced by a link that works once', async ({ browser }) => {
  const { page, tenant, email } = await newMember(browser);
  const guest = await (await browser.newContext()).newPage();
  await guest.goto('/sign-in');
  await guest.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(guest.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await guest.getByLabel('E-mail').fill(email);
  await guest.getByRole('button', { name: 'Send link' }).click();
  await expect(guest.getByText(`If ${email} has an account`)).toBeVisible();
  const [path = ''] = (await mailTo(email, 'A new password for AirGate')).match(/\/reset\/[\w-]{43}/) ?? [];
  await guest.goto(path);
  const password = guest.getByLabel('New password', { exact: true });
  await password.fill('password1234');
  await guest.getByRole('button', { name: 'Set password' }).click();
  await expect(guest.getByText(/one of the most used passwords/)).toBeVisible();
  await password.fill('other unrelated words');
  await guest.getByRole('button', { name: 'Set password' }).click();
  await guest.getByRole('link', { name: 'Sign in' }).click();
  await expect(guest.getByLabel('E-mail')).toHaveValue(email);
  await guest.getByLabel('Password', { exact: true }).fill('other unrelated words');
  await guest.getByRole('button', { name: 'Sign in' }).click();
  await inside(guest, tenant);
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
});
