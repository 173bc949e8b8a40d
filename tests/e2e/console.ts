// What every browser test begins with: somebody signed in, in a tenant of the test's own, with a cloud behind it.
import { randomBytes } from 'node:crypto';
import { type APIResponse, expect, type Page } from '@playwright/test';
import { sandboxControl } from '#server/clouds/sandbox/control.ts';

const { AIRGATE_E2E_EMAIL = '', AIRGATE_E2E_PASSWORD = '', AIRGATE_E2E_SANDBOX_URL = '' } = process.env;

export const sandboxUrl = AIRGATE_E2E_SANDBOX_URL;
export const control = sandboxControl(sandboxUrl);

/** Signs the first operator in, through the form. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(AIRGATE_E2E_EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(AIRGATE_E2E_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Changes something, as the console does. */
export async function call<T>(page: Page, tenant: string, path: string, input: object): Promise<T> {
  const headers = { 'x-airgate-tenant': tenant };
  return answerOf(path, await page.request.post(`/api/trpc/${path}`, { data: input, headers }));
}

/** Reads something, as the console does. */
export async function read<T>(page: Page, tenant: string, path: string, input: object): Promise<T> {
  const headers = { 'x-airgate-tenant': tenant };
  const params = { input: JSON.stringify(input) };
  return answerOf(path, await page.request.get(`/api/trpc/${path}`, { params, headers }));
}

async function answerOf<T>(path: string, response: APIResponse): Promise<T> {
  const { result, error } = await response.json();
  if (error) throw new Error(`${path}: ${JSON.stringify(error.data.problem)}`);
  return result.data;
}

/** A tenant of which whoever is signed in is the owner. Returns its part of an address. */
export async function newTenant(page: Page): Promise<string> {
  const slug = `t-${randomBytes(5).toString('hex')}`;
  const tenant = { name: `Tenant ${slug}`, slug, ownerEmail: AIRGATE_E2E_EMAIL };
  await call(page, slug, 'platform.createTenant', tenant);
  // Its own values, whatever the platform's are meanwhile.
  const values = { 'quota.alertSteps': [50, 80, 90], 'quota.restoreMode': 'offer' };
  const policies = { 'projects.defaultPolicies': ['ArkFullAccess', 'TOSFullAccess'] };
  await call(page, slug, 'settings.update', { values: { ...values, ...policies } });
  return slug;
}

/** Accepts an invitation as somebody new. */
export async function join(page: Page, { token }: { token: string }): Promise<void> {
  await page.goto(`/invitation/${token}`);
  await page.getByLabel('Your name').fill('Guest');
  await page.getByLabel('Choose a password').fill('a few unrelated words');
  await page.getByRole('button', { name: /^Join/ }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/invitation'));
}

/** A fresh account in the sandbox with one project, in which an Ark key and an endpoint run. */
export async function newCloudAccount(project: string) {
  const root = await control.createAccount({ name: project });
  const account = root.accountId;
  await control.createProject({ account, name: project });
  await control.createArkKey({ account, project });
  await control.createEndpoint({ account, project });
  return root;
}

/** Waits until everything that a page loads is there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}
