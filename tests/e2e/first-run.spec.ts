// The first minutes of somebody new, by clicks alone: from the sign-in through the guide to a cut-off and back.
import { expect, type Page, test } from '@playwright/test';
import { call, newTenant, read, signIn } from './console.ts';

const STEPS = ['connect', 'create', 'project', 'quota', 'spend', 'alerts', 'cut_off', 'restore'] as const;
type Step = (typeof STEPS)[number];

const step = (page: Page, id: Step) => page.locator(`[data-step="${id}"]`);
const isIn = (page: Page, id: Step, state: string) =>
  expect(step(page, id)).toHaveAttribute('data-state', state, { timeout: 60_000 });

/** Clicks the one thing that the step offers, and waits until it is done. */
async function doStep(page: Page, id: Step, button: string | RegExp) {
  await isIn(page, id, 'ready');
  await step(page, id).getByRole('button', { name: button }).click();
}

test('an owner goes from the sign-in to the first cut-off and its restore by clicks alone', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page);
  const slug = await newTenant(page);
  await page.context().clearCookies();

  const began = performance.now();
  const marks: string[] = [];
  const mark = (what: string) => marks.push(`${what} ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  await signIn(page);
  await page.goto(`/${slug}`);
  await expect(page.getByRole('heading', { name: 'See the whole loop in two minutes' })).toBeVisible();
  mark('signed in');

  await doStep(page, 'connect', 'Connect a sandbox');
  await doStep(page, 'create', 'Create render-farm');
  const secrets = page.getByRole('dialog', { name: 'Access of render-farm' });
  await secrets.getByLabel('I have stored it').click();
  await secrets.getByRole('button', { name: 'Close for good' }).click();
  await doStep(page, 'project', /^Add short-film/);
  await doStep(page, 'quota', /^Allocate/);
  mark('quota in force');

  await doStep(page, 'spend', /^Spend/);
  await expect(page.getByText('50% fired')).toBeVisible({ timeout: 60_000 });
  await doStep(page, 'alerts', /^Spend up to 85%/);
  await expect(page.getByText('80% fired')).toBeVisible({ timeout: 60_000 });
  await doStep(page, 'alerts', /^Spend up to 95%/);
  await isIn(page, 'alerts', 'done');
  await expect(page.locator('[data-answer]')).toHaveAttribute('data-answer', '200');
  mark('alerts seen');

  await doStep(page, 'cut_off', 'Spend past the quota and check now');
  await isIn(page, 'cut_off', 'done');
  // The cloud itself refuses the key, whatever the console says.
  await expect(page.locator('[data-answer]')).toHaveAttribute('data-answer', '401');
  mark('cut off');

  await doStep(page, 'restore', /^Allocate .* and restore$/);
  await isIn(page, 'restore', 'done');
  await expect(page.locator('[data-answer]')).toHaveAttribute('data-answer', '200');
  await expect(page.getByText('That was the whole loop')).toBeVisible();
  mark('restored');
  console.log(`First run: ${marks.join(', ')}`);

  // What was seen stands where the links say: the proof of the cut-off, step by step.
  await step(page, 'cut_off').getByRole('link', { name: 'Cut-off and proof' }).click();
  await page.waitForURL(/\/sub-accounts\/sub_.*tab=cut-off/);
  await page
    .getByRole('button', { name: /Cut-off/ })
    .first()
    .click();
  await expect(page.getByText('Look once more that nothing works')).toBeVisible();

  // And the guide does not come back by itself.
  await page.goto(`/${slug}`);
  await expect(page.getByText('Spent this month')).toBeVisible();
  await expect(step(page, 'connect')).toHaveCount(0);
});

test('the guide is put away and brought back, and the sandbox is steered', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  const slug = await newTenant(page);
  await page.goto(`/${slug}`);
  await page.getByRole('button', { name: 'Put the guide away' }).click();
  await expect(page.getByText('No cloud account yet')).toBeVisible();
  await page.reload();
  await expect(page.getByText('No cloud account yet')).toBeVisible();
  await page.getByRole('link', { name: 'Guide', exact: true }).first().click();
  await page.getByRole('button', { name: 'Show it on the overview' }).click();
  await doStep(page, 'connect', 'Connect a sandbox');
  await isIn(page, 'connect', 'done');

  const { items } = await read<{ items: { id: string }[] }>(page, slug, 'clouds.list', {});
  const cloudAccountId = items[0]?.id ?? '';
  await call(page, slug, 'iam.create', {
    cloudAccountId,
    userName: 'render-farm',
    accessKey: true,
    projectName: 'short-film',
  });
  await page.goto(`/${slug}/clouds/${cloudAccountId}`);
  await page.getByRole('link', { name: 'Steer the sandbox' }).click();
  await expect(page.getByText('Sandbox money, not real')).toBeVisible();
  await expect(page.locator('[data-answer="200"]')).toBeVisible();
  await page.getByRole('button', { name: 'Spend', exact: true }).click();
  await expect(page.getByText('A check has to read it.').first()).toBeVisible();
  await page.getByRole('button', { name: '+1 day' }).click();
  await expect(page.getByText('24h ahead')).toBeVisible();
  await page.getByRole('button', { name: 'Order it' }).click();
  await expect(page.getByText('Too many calls (429): Any call, 1 call')).toBeVisible();
  await page.getByRole('button', { name: 'Call it off' }).click();
  await expect(page.getByText('No fault is waiting.')).toBeVisible();

  const { items: accounts } = await read<{ items: { id: string }[] }>(page, slug, 'iam.list', {});
  await call(page, slug, 'cutOff.cutOff', { subAccountId: accounts[0]?.id });
  await expect(page.locator('[data-answer="401"]')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Spend', exact: true }).click();
  await expect(page.getByText('Refused: it has neither an active key nor a login.')).toBeVisible();
});
