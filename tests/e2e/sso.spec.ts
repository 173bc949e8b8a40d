// Single sign-on through a real OpenID provider: connected, verified, used, enforced, and gone around by an owner.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, join, newTenant, read, signIn } from './console.ts';

const { AIRGATE_E2E_EMAIL = '', AIRGATE_E2E_PASSWORD = '', AIRGATE_E2E_OIDC = '{}' } = process.env;
const provider: { issuer: string; clientId: string; clientSecret: string } = JSON.parse(AIRGATE_E2E_OIDC);

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();
const inside = (page: Page, tenant: string) => page.waitForURL((url) => url.pathname === `/${tenant}`);

async function throughProvider(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Single sign-on' }).click();
  await page.getByLabel('Work e-mail').fill(email);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a tenant connects its provider, and afterwards nobody but owners needs a password', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const owner = await newPage(browser);
  await signIn(owner);
  const tenant = await newTenant(owner);
  const domain = `${tenant}.example`;
  const toast = (page: Page, text: string) => expect(page.getByText(text, { exact: true })).toBeVisible();

  const member = await newPage(browser);
  const { link } = await call<{ link: string }>(owner, tenant, 'members.invite', {
    email: `guest@${domain}`,
    role: 'member',
  });
  await join(member, { token: link.split('/').at(-1) ?? '' });

  // The owner connects the provider and names the domain.
  await owner.goto(`/${tenant}/settings`);
  await owner.getByRole('link', { name: 'Single sign-on' }).click();
  await expect(owner.getByLabel('Redirect URI', { exact: true })).toHaveValue(/\/api\/sso\/callback$/);
  await owner.getByLabel('Issuer').fill('https://127.0.0.1');
  await owner.getByLabel('Client ID').fill(provider.clientId);
  await owner.getByLabel('Client secret').fill(provider.clientSecret);
  await owner.getByRole('button', { name: 'Connect' }).click();
  await expect(owner.getByText(/leads to an address that may not be reached/)).toBeVisible();
  await owner.getByLabel('Issuer').fill(provider.issuer);
  await owner.getByRole('button', { name: 'Connect' }).click();
  await toast(owner, 'The provider answered and is connected');
  await owner.getByLabel('Domain', { exact: true }).fill(domain);
  await owner.getByRole('button', { name: 'Add domain' }).click();
  await expect(owner.getByText('Waiting for the operator')).toBeVisible();

  // Until an operator has verified the domain, the provider signs in nobody.
  const mei = await newPage(browser);
  await throughProvider(mei, `mei@${domain}`);
  await expect(mei.getByText(/No tenant uses single sign-on for this mailbox/)).toBeVisible();
  await owner.goto('/operator/domains');
  await owner.getByRole('button', { name: `Verify ${domain}` }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Verify' }).click();
  await toast(owner, `${domain} verified`);

  // Somebody new comes in, for this tenant alone.
  await throughProvider(mei, `mei@${domain}`);
  await inside(mei, tenant);
  await mei.goto(`/${tenant}/profile`);
  await expect(mei.getByLabel('E-mail', { exact: true })).toHaveValue(`mei@${domain}`);
  expect((await mei.goto('/operator'))?.status()).toBe(404);

  // Once it is enforced, the member's password opens nothing here, and the provider does.
  await owner.goto(`/${tenant}/settings/sign-on`);
  await owner.getByRole('switch', { name: 'Only through single sign-on' }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Enforce' }).click();
  await toast(owner, 'Single sign-on is enforced');
  await expect(read(member, tenant, 'tenant.get', {})).rejects.toThrow('sso_required');
  await member.goto(`/${tenant}/alerts`);
  await expect(member.getByRole('heading', { name: `${tenant} asks for single sign-on` })).toBeVisible();
  const invited = await call<{ link: string }>(owner, tenant, 'members.invite', {
    email: `lin@${domain}`,
    role: 'admin',
  });
  const lin = await newPage(browser);
  await lin.goto(new URL(invited.link).pathname);
  await expect(lin.getByLabel('Choose a password')).toHaveCount(0);
  await expect(lin.getByRole('link', { name: 'Continue with single sign-on' })).toBeVisible();
  // Signed out: whoever is signed in is not asked for a mailbox.
  await member.context().clearCookies();
  await throughProvider(member, `guest@${domain}`);
  await inside(member, tenant);

  // The owner's password still works, and the log says so.
  const glass = await newPage(browser);
  await glass.goto(`/sign-in?callbackUrl=/${tenant}`);
  await glass.getByLabel('E-mail').fill(AIRGATE_E2E_EMAIL);
  await glass.getByLabel('Password', { exact: true }).fill(AIRGATE_E2E_PASSWORD);
  await glass.getByRole('button', { name: 'Sign in' }).click();
  await inside(glass, tenant);
  await glass.goto(`/${tenant}/audit`);
  await expect(
    glass.getByText('Owner entered by password despite enforced single sign-on').first(),
  ).toBeVisible();
});

test('an answer that nobody asked for is refused, with a reason and a request to quote', async ({ page }) => {
  await page.goto('/api/sso/callback?code=x&state=forged');
  await expect(page.getByRole('heading', { name: 'Single sign-on did not work' })).toBeVisible();
  await expect(page.getByText(/was started elsewhere/)).toBeVisible();
  await expect(page.getByText(/^req_[0-9a-f]{32}$/)).toBeVisible();
});
