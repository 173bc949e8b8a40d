// Webhooks in a browser: one is added and shows its secret once, is tested, tells what happens, and goes again.
import { expect, test } from '@playwright/test';
import { call, newTenant, signIn } from './console.ts';

const { AIRGATE_E2E_WEBHOOK_URL = '' } = process.env;

test('a webhook from its first form to the end', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  const tenant = await newTenant(page);
  await page.goto(`/${tenant}/webhooks`);
  await expect(page.getByText('No webhook yet')).toBeVisible();
  await page.getByRole('link', { name: 'Add webhook' }).first().click();

  // Nothing chosen and nowhere to go: the form says so.
  await page.getByLabel('Name', { exact: true }).fill('ERP');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByText('Choose at least one event.')).toBeVisible();
  await page.getByLabel('Address', { exact: true }).fill(AIRGATE_E2E_WEBHOOK_URL);
  await page.getByLabel('Search events').fill('tenant');
  await page.getByRole('checkbox', { name: /All of Tenant/ }).click();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const secret = page.getByRole('dialog', { name: 'Signing secret of ERP' });
  await secret.getByLabel('I have stored it').click();
  await secret.getByRole('button', { name: 'Close for good' }).click();

  // Its page: a test event, then a real one, each in the log with what was answered.
  await expect(page.getByRole('heading', { level: 1, name: 'ERP' })).toBeVisible();
  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByText('HTTP 204').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /webhook\.test/ })).toContainText('Sent');
  await call(page, tenant, 'tenant.update', { name: 'Acme Studios' });
  const told = page.getByRole('row', { name: /tenant\.updated/ });
  await expect(told).toContainText('Sent', { timeout: 30_000 });
  await told.click();
  const panel = page.getByRole('dialog').or(page.getByRole('complementary')).last();
  await expect(panel.getByText('Acme Studios')).toBeVisible();
  await panel.getByRole('button', { name: 'Send again' }).click();
  await expect(panel.getByText('2 attempts')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');

  // A new secret, beside which the one before goes on for a day.
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await page.getByRole('button', { name: 'Make new secret' }).click();
  await secret.getByLabel('I have stored it').click();
  await secret.getByRole('button', { name: 'Close for good' }).click();
  await expect(page.getByText(/signature by the secret before, until/)).toBeVisible();

  // Everything instead of the chosen ones; the address stays.
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('radio', { name: 'Every event' }).check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Every event, also those that come with later versions.')).toBeVisible();
  await page.getByRole('switch', { name: 'ERP: on or off' }).click();
  await expect(page.getByText('Off. Nothing is sent or kept for it.')).toBeVisible();

  await page.getByRole('button', { name: 'Delete webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('ERP');
  await dialog.getByRole('button', { name: 'Delete webhook' }).click();
  await expect(page.getByText('No webhook yet')).toBeVisible();
});
