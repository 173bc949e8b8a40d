// The audit log as an auditor uses it: found by words, verified, taken along as a file, and told when somebody tampered with it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import pg from 'pg';
import { startPostgres } from '#scripts/pg.ts';
import { call, newTenant, settled, signIn } from './console.ts';

let page: Page;
let tenant = '';

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage();
  await signIn(page);
  tenant = await newTenant(page);
  await call(page, tenant, 'tenant.update', { name: 'Aurora 极光' });
});
test.afterAll(() => page.context().close());

const rows = () => page.locator('tbody tr[data-row-index]');

async function violations(): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target}`));
}

test('words find an entry by what it changed, and its panel has its place in the chain', async () => {
  await page.goto(`/${tenant}/audit?q=极光`);
  await settled(page);
  await expect(rows()).toHaveCount(1);
  await rows().first().click();
  await expect(page.getByText(/^Place \d+ · /)).toBeVisible();
});

test('the log is verified on the spot, and compared with what was noted', async () => {
  await page.goto(`/${tenant}/audit`);
  await page.getByRole('button', { name: 'Verify' }).click();
  const dialog = page.getByRole('dialog', { name: 'Verify the log' });
  await expect(dialog.getByText(/^All \d+ entries are whole$/)).toBeVisible();
  expect(await violations()).toEqual([]);
  const place = ((await dialog.getByText(/^End of the chain/).textContent()) ?? '').replace(/\D/g, '');
  const hash = await dialog.locator('code').textContent();
  await dialog.getByRole('button', { name: /Compare with a hash/ }).click();
  await dialog.getByRole('textbox', { name: 'Place' }).fill(`${place} ${hash}`);
  await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(dialog.getByText(/^The chain still has this hash/)).toBeVisible();
});

test('a file of what is filtered is made in the background, and waits on the page and in the bell', async () => {
  await page.goto(`/${tenant}/audit?q=极光`);
  await settled(page);
  await page.getByRole('button', { name: 'Export all' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the log' });
  await dialog.getByLabel('JSON lines').check();
  await expect(dialog.getByText('One filter is on')).toBeVisible();
  expect(await violations()).toEqual([]);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const link = page.getByRole('link', { name: /^Download: JSON lines/ });
  await expect(link).toBeVisible({ timeout: 30_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(file.suggestedFilename()).toMatch(new RegExp(`^${tenant}-audit-\\d{12}\\.jsonl$`));
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).entry.action)).toEqual(['tenant.update', 'audit.export']);
  await page.getByRole('button', { name: /alert/i }).click();
  await expect(page.getByText('Export of the audit log')).toBeVisible();
});

test('an altered entry is named', async () => {
  const dir = join(process.env.AIRGATE_E2E_DATA_DIR ?? '', 'postgres');
  const { url } = await startPostgres({ dir });
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(
    `UPDATE audit_entry e SET actor_name = 'Nobody' FROM tenant t WHERE t.id = e.tenant_id AND t.slug = $1 AND e.action = 'tenant.update'`,
    [tenant],
  );
  await owner.end();
  await page.goto(`/${tenant}/audit`);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The log is not whole')).toBeVisible();
  await expect(page.getByText(/^The entry at place \d+ was altered/)).toBeVisible();
  await page.getByRole('link', { name: 'Show the entry' }).click();
  await expect(rows()).toHaveCount(1);
  await expect(rows().first()).toContainText('Nobody');
});
