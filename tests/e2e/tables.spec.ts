// The lists of the console and the command palette, as people use them all day: filters in the address, views, columns,
// keys, several rows at once, files of exactly what is shown.
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, join, newCloudAccount, newTenant, read, settled, signIn } from './console.ts';

const NAMES = ['farm-1', 'farm-2', 'farm-3', 'farm-4', 'farm-5'];

let page: Page;
let tenant = '';
let viewer: Page;
const ids: Record<string, string> = {};

const rows = (on: Page = page) => on.locator('tbody tr[data-row-index]');
const row = (name: string | RegExp, on: Page = page) => on.getByRole('row', { name });
const subAccounts = () => `/${tenant}/sub-accounts`;

/** A tenant with five sub-accounts, of which two are cut off, and with a viewer beside the owner. */
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  // A context of its own: the accessibility checker opens a second page in it.
  page = await (await browser.newContext()).newPage();
  await signIn(page);
  tenant = await newTenant(page);
  const ask = <T>(path: string, input: object) => call<T>(page, tenant, path, input);
  const root = await newCloudAccount('movie-one');
  const { accessKeyId, secretAccessKey } = root;
  const cloud = await ask<{ id: string }>('clouds.connect', {
    provider: 'sandbox',
    name: 'Production',
    accessKeyId,
    secretAccessKey,
  });
  const cloudAccountId = cloud.id;
  await ask('iam.sync', { cloudAccountId });
  for (const userName of NAMES) {
    const made = await ask<{ subAccount: { id: string } }>('iam.create', { cloudAccountId, userName });
    ids[userName] = made.subAccount.id;
  }
  for (const name of ['farm-1', 'farm-2'])
    await ask('quotas.allocate', { subAccountId: ids[name], amount: '100', reason: 'Start' });
  for (const name of ['farm-4', 'farm-5']) await ask('cutOff.cutOff', { subAccountId: ids[name] });
  const cutOff = async () =>
    (await read<{ total: number }>(page, tenant, 'iam.list', { state: ['cut_off'] })).total;
  await expect.poll(cutOff, { timeout: 60_000 }).toBe(2);
  viewer = await newViewer(browser);
});
test.afterAll(async () => {
  await page?.context().close();
  await viewer?.context().close();
});

async function newViewer(browser: Browser): Promise<Page> {
  const email = `viewer@${tenant}.example`;
  const sent = await call<{ link: string }>(page, tenant, 'members.invite', { email, role: 'viewer' });
  const guest = await browser.newPage();
  await join(guest, { token: sent.link.split('/').at(-1) ?? '' });
  return guest;
}

async function open(address: string, on: Page = page) {
  await on.goto(address);
  await settled(on);
}

/** Chooses values of a filter through the toolbar. */
async function filter(name: string, ...values: string[]) {
  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('menuitem', { name }).click();
  for (const value of values) await page.getByRole('option', { name: value, exact: true }).click();
  await page.keyboard.press('Escape');
}

test('a filter of several values stands in the address and survives a reload', async () => {
  await open(subAccounts());
  await expect(rows()).toHaveText(NAMES.map((name) => new RegExp(name)));
  await filter('Status', 'Cut off', 'Active');
  await expect(page).toHaveURL(
    /state=active%2Ccut_off|state=cut_off%2Cactive|state=(active,cut_off|cut_off,active)/,
  );
  await expect(rows()).toHaveText([/farm-1/, /farm-2/, /farm-4/, /farm-5/]);
  await page.reload();
  await settled(page);
  await expect(rows()).toHaveText([/farm-1/, /farm-2/, /farm-4/, /farm-5/]);
  await page.getByRole('searchbox').fill('farm-1');
  await expect(rows()).toHaveText([/farm-1/]);
  await expect(page).toHaveURL(/q=farm-1/);
  await page.goBack();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(rows()).toHaveCount(NAMES.length);
});

test('a view is saved, shared, and opened by somebody else, who cannot change it', async () => {
  await open(`${subAccounts()}?state=cut_off&sort=-createdAt`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save view' });
  await dialog.getByLabel('Name').fill('Stopped');
  await dialog.getByLabel('Share with everybody in the tenant').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'View: Stopped' })).toBeVisible();
  await expect(page).toHaveURL(/view=viw_/);

  await open(subAccounts(), viewer);
  await viewer.getByRole('button', { name: 'Views' }).click();
  await viewer.getByRole('menuitemradio', { name: 'Stopped' }).click();
  await expect(rows(viewer)).toHaveText([/farm-5/, /farm-4/]);
  // The menu takes a moment to close, and a click on its button in that moment does nothing.
  await expect(viewer.getByRole('menu')).toHaveCount(0);
  await viewer.getByRole('button', { name: 'View: Stopped' }).click();
  await expect(viewer.getByRole('menuitem', { name: 'Delete view…' })).toHaveAttribute('data-disabled', '');
  await viewer.getByRole('menuitem', { name: 'Start with this view' }).click();
  await expect(viewer.getByText('This table now starts with the view')).toBeVisible();
  // Whoever comes without an address of their own begins there.
  await open(subAccounts(), viewer);
  await expect(viewer).toHaveURL(/state=cut_off/);
  await expect(rows(viewer)).toHaveCount(2);
  const log = await read<{ items: { action: string }[] }>(page, tenant, 'audit.list', { action: 'view.' });
  expect(log.items.map(({ action }) => action)).toEqual(['view.share']);
});

test('columns are hidden and moved, with the keyboard too, and stay so', async () => {
  await open(subAccounts());
  const headers = () => page.getByRole('columnheader').allInnerTexts();
  expect(await headers()).toEqual(expect.arrayContaining(['Cloud account', 'Status', 'Projects']));
  await page.getByRole('button', { name: 'Rows and columns' }).click();
  await page.getByRole('checkbox', { name: 'Cloud account' }).click();
  await page.getByRole('button', { name: 'Move Projects', exact: true }).focus();
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('ArrowUp');
  await page.getByRole('radio', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  const after = ['Sub-account', 'Projects', 'Status', 'Spent of quota'];
  await expect.poll(async () => (await headers()).filter((text) => after.includes(text))).toEqual(after);
  expect(await headers()).not.toContain('Cloud account');
  // Another visit, with nothing in its address.
  await open(`/${tenant}/alerts`);
  await open(subAccounts());
  expect((await headers()).filter((text) => after.includes(text))).toEqual(after);
  expect(await headers()).not.toContain('Cloud account');
  expect((await row(/farm-1/).boundingBox())?.height).toBeLessThan(36);
  await page.getByRole('button', { name: 'Rows and columns' }).click();
  await page.getByRole('button', { name: 'Reset columns' }).click();
  await page.getByRole('radio', { name: 'Comfortable' }).click();
  await page.keyboard.press('Escape');
});

test('the keyboard walks, ticks, peeks, opens and lets go', async () => {
  await open(subAccounts());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(row(/farm-2/)).toBeFocused();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 selected')).toBeHidden();
  await page.keyboard.press(' ');
  const panel = page.getByRole('dialog', { name: 'farm-4' });
  await expect(panel).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('dialog', { name: 'farm-3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Select up to row')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await row(/farm-3/).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/sub-accounts/${ids['farm-3']}`));
});

test('a range is ticked with shift and a click, and acknowledged at once', async () => {
  await open(`/${tenant}/alerts?state=open&sort=createdAt`);
  const boxes = page.locator('tbody').getByRole('checkbox');
  const open_ = await boxes.count();
  expect(open_).toBeGreaterThanOrEqual(2);
  await boxes.first().click();
  await boxes.nth(1).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: 'Actions for the selection' });
  await expect(bar.getByText('2 selected')).toBeVisible();
  await bar.getByRole('button', { name: /Acknowledge/ }).click();
  await expect(page.getByText(/2 .*acknowledged/i).first()).toBeVisible();
  await expect(boxes).toHaveCount(open_ - 2);
  const acknowledged = await read<{ total: number }>(page, tenant, 'alerts.list', {
    state: ['acknowledged'],
  });
  expect(acknowledged.total).toBe(2);
});

test('several sub-accounts get the same, and each says how it went', async () => {
  await open(subAccounts());
  for (const name of ['farm-2', 'farm-3'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).click();
  const bar = page.getByRole('region', { name: 'Actions for the selection' });
  await bar.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Protect from cut-off' }).click();
  const dialog = page.getByRole('dialog', { name: 'Protect 2 sub-accounts' });
  await dialog.getByRole('button', { name: 'Protect from cut-off' }).click();
  await expect(dialog.getByRole('heading', { name: '2 done' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('2 selected')).toBeHidden();
  // The outcome waits in the bell.
  await page.getByRole('button', { name: /open alert|^Alerts/ }).click();
  await expect(page.getByText('Protect 2 sub-accounts')).toBeVisible();
  await page.keyboard.press('Escape');
  const guarded = await read<{ items: { userName: string }[] }>(page, tenant, 'iam.list', {
    protected: true,
  });
  expect(guarded.items.map(({ userName }) => userName)).toEqual(['farm-2', 'farm-3']);
});

for (const format of ['CSV', 'JSON'] as const) {
  test(`an export as ${format} holds exactly the rows that are filtered`, async () => {
    await open(`${subAccounts()}?state=cut_off,no_quota&sort=-userName&columns=status,projects`);
    await expect(rows()).toHaveText([/farm-5/, /farm-4/, /farm-3/]);
    await page.getByRole('button', { name: 'Export' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format }).first().click();
    const file = await waiting;
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^${tenant}-sub-accounts-[\\d-]+\\.${format.toLowerCase()}$`),
    );
    const text = await readFile(await file.path(), 'utf8');
    const kept = ['farm-5', 'farm-4', 'farm-3'];
    if (format === 'JSON') {
      const inFile: Record<string, unknown>[] = JSON.parse(text);
      expect(inFile.map((each) => each.userName)).toEqual(kept);
      expect(inFile[0]).toMatchObject({ id: ids['farm-5'], status: 'cut_off', projects: 0 });
      expect(inFile[0]).not.toHaveProperty('cloudAccount');
    } else {
      const lines = text.replace('\uFEFF', '').trimEnd().split('\r\n');
      expect(lines[0]).toBe('Id,User name,Display name,Protected,Status,Projects');
      expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(kept);
    }
  });
}

test('the palette finds records, and does what can be done on this page', async () => {
  await open(`${subAccounts()}/${ids['farm-1']}`);
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await expect(palette.getByRole('option', { name: 'Allocate quota…' })).toBeVisible();
  await palette.getByRole('combobox').fill('分配');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Allocate quota' });
  await expect(dialog.getByLabel('Amount')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('ControlOrMeta+k');
  await palette.getByRole('combobox').fill('farm-5');
  await palette
    .getByRole('option', { name: /^farm-5/ })
    .first()
    .click();
  await page.waitForURL(new RegExp(`/sub-accounts/${ids['farm-5']}`));
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('group', { name: 'Recent' }).getByText('farm-5')).toBeVisible();
  await page.keyboard.press('Escape');

  // A right that is missing takes the command away.
  await open(`${subAccounts()}/${ids['farm-1']}`, viewer);
  await viewer.keyboard.press('ControlOrMeta+k');
  const theirs = viewer.getByRole('dialog', { name: 'Search and commands' });
  await theirs.getByRole('combobox').fill('quota');
  await expect(theirs.getByRole('option', { name: 'Sub-accounts' })).toBeVisible();
  await expect(theirs.getByRole('option', { name: 'Allocate quota…' })).toHaveCount(0);
});

test('what was typed is not lost to the back button, nor to a command', async () => {
  await open(subAccounts());
  await page.getByRole('link', { name: 'Create sub-account' }).first().click();
  await page.waitForURL(/\/sub-accounts\/new/);
  await page.getByLabel('User name').fill('half-typed');
  const question = page.getByRole('alertdialog');
  // Held back, it never comes to an end that could be awaited.
  const back = async () => void page.goBack().catch(() => null);
  await back();
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('User name')).toHaveValue('half-typed');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('audit');
  await page.keyboard.press('Enter');
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(/\/sub-accounts\/new/);
  await back();
  await question.getByRole('button').last().click();
  await page.waitForURL(new RegExp(`${subAccounts()}$`));
});

test('menus, panels and the palette keep nobody out while they are open', async () => {
  test.setTimeout(120_000);
  const found: string[] = [];
  const look = async (what: string) => {
    // The development server's own button is not ours.
    const { violations } = await new AxeBuilder({ page }).exclude('nextjs-portal').analyze();
    found.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${what}: ${id} at ${node.target}`)),
    );
    await page.keyboard.press('Escape');
  };
  await open(`${subAccounts()}?state=cut_off,active`);
  for (const name of [
    'Views',
    'Add filter',
    'Export',
    'Rows and columns',
    'Actions for farm-1',
    /^(\d+ open alerts?|Alerts)$/,
  ]) {
    await page.getByRole('button', { name }).first().click();
    await look(String(name));
  }
  await page.getByRole('checkbox', { name: 'Select farm-1' }).click();
  await look('bulk bar');
  await row(/farm-2/).focus();
  await page.keyboard.press(' ');
  await expect(page.getByRole('dialog', { name: 'farm-2' })).toBeVisible();
  await look('panel');
  await page.keyboard.press('ControlOrMeta+k');
  await look('palette');
  expect(found).toEqual([]);
});

test('every list stays within a phone', async () => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const part of [
    'sub-accounts',
    'clouds',
    'alerts',
    'members',
    'members/invitations',
    'keys',
    'audit',
  ]) {
    await open(`/${tenant}/${part}`);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([part, beyond]).toEqual([part, 0]);
  }
});
