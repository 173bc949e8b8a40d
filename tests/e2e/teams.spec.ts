// Teams in a browser: the first one, one below it, a move that would make a circle, sub-accounts that change hands, and
// what a lead sees whose role shows nothing.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { call, join, newCloudAccount, newTenant, settled, signIn } from './console.ts';

let page: Page;
let lead: Page;
let tenant = '';
const mail = () => `lead@${tenant}.example`;
const teams = () => `/${tenant}/teams`;
const row = (name: string, on: Page = page) =>
  on
    .getByRole('treegrid')
    .getByRole('row')
    .filter({ has: on.getByRole('link', { name, exact: true }) });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  page = await (await browser.newContext()).newPage();
  await signIn(page);
  tenant = await newTenant(page);
  const ask = <T>(path: string, input: object) => call<T>(page, tenant, path, input);
  const { accessKeyId, secretAccessKey } = await newCloudAccount('movie-one');
  const cloud = await ask<{ id: string }>('clouds.connect', {
    provider: 'sandbox',
    name: 'Production',
    accessKeyId,
    secretAccessKey,
  });
  for (const userName of ['farm-1', 'farm-2', 'farm-3'])
    await ask('iam.create', { cloudAccountId: cloud.id, userName });
});
test.afterAll(async () => {
  await page?.context().close();
  await lead?.context().close();
});

async function open(address: string, on: Page = page) {
  await on.goto(address);
  await settled(on);
}

/** Chooses a team from the list that a field opens. */
async function pick(label: string, name: string) {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name }).click();
}

async function newTeam(name: string) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create team' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(name)).toBeVisible();
}

test('the first team, and teams below it', async () => {
  await open(teams());
  await page.getByRole('button', { name: 'Create the first team' }).click();
  await newTeam('Studio');
  await row('Studio')
    .getByRole('button', { name: /Studio/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'New team below' }).click();
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Below' })).toHaveText('Studio');
  await newTeam('Rendering');
  await expect(row('Rendering')).toHaveAttribute('aria-level', '2');
  await page.getByRole('link', { name: 'New team' }).click();
  await newTeam('Games');
  await page.getByRole('link', { name: 'New team' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('GAMES');
  await dialog.getByRole('button', { name: 'Create team' }).click();
  await expect(dialog).toContainText('The name GAMES is taken');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('arrow keys walk through the tree, close and open it', async () => {
  await open(teams());
  await row('Games').focus();
  await page.keyboard.press('ArrowDown');
  await expect(row('Studio')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row('Studio')).toHaveAttribute('aria-expanded', 'false');
  await expect(row('Rendering')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(row('Rendering')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Rendering' })).toBeVisible();
});

test('a search shows what matches and the way to it', async () => {
  await open(teams());
  await page.getByRole('searchbox', { name: 'Find a team' }).fill('render');
  await expect(row('Games')).toBeHidden();
  await expect(row('Studio')).toBeVisible();
  await expect(page).toHaveURL(/q=render/);
  await page.reload();
  await settled(page);
  await expect(row('Rendering')).toBeVisible();
  await expect(row('Games')).toBeHidden();
});

test('a team does not move below itself', async () => {
  await open(teams());
  await row('Studio')
    .getByRole('button', { name: /Studio/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Move' }).click();
  await page.getByRole('dialog').getByRole('combobox').click();
  await expect(page.getByRole('option', { name: /^Rendering/ })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('option', { name: 'Games' }).click();
  await page.getByRole('button', { name: 'Move team' }).click();
  await expect(row('Rendering')).toHaveAttribute('aria-level', '3');
  // The server refuses what the form does not offer.
  const circle = call(page, tenant, 'teams.move', {
    teamId: await idOf('Games'),
    parentId: await idOf('Rendering'),
  });
  await expect(circle).rejects.toThrow('team_cycle');
});

test('sub-accounts move to a team together, and the list finds them there', async () => {
  await open(`/${tenant}/sub-accounts`);
  for (const name of ['farm-1', 'farm-2']) {
    await page.getByRole('row', { name }).getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Move to a team' }).click();
  await pick('Team', 'Rendering');
  await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('2 done');
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: 'farm-1' })).toContainText('Rendering');
  await expect(page.getByRole('row', { name: 'farm-3' })).not.toContainText('Rendering');
  await open(`/${tenant}/sub-accounts?team=none`);
  await expect(page.locator('tbody tr[data-row-index]')).toHaveText([/farm-3/]);
  await open(teams());
  await expect(row('Games').getByRole('gridcell').nth(2)).toHaveText('2');
});

test('a lead whose role shows nothing sees the team and nothing beside it', async ({ browser }) => {
  const ask = <T>(path: string, input: object) => call<T>(page, tenant, path, input);
  const role = await ask<{ id: string }>('roles.create', {
    name: 'Bare',
    description: '',
    permissions: ['tenant:read'],
  });
  lead = await newMember(browser, role.id);
  await open(teams());
  await row('Studio').getByRole('link', { name: 'Studio' }).click();
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Add member' }).click();
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.getByRole('option', { name: mail() }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add member' }).click();
  await page.getByRole('row', { name: mail() }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Make lead' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make lead' }).click();
  await expect(page.getByRole('row', { name: mail() })).toContainText('Lead');

  await open(`/${tenant}`, lead);
  await lead.getByRole('link', { name: 'Teams' }).click();
  await expect(row('Studio', lead)).toHaveAttribute('aria-level', '1');
  await expect(row('Games', lead)).toBeHidden();
  await row('Studio', lead).getByRole('link', { name: 'Studio' }).click();
  await expect(lead.getByRole('table', { name: 'Sub-accounts' })).toContainText('farm-1');
  await expect(lead.getByRole('table', { name: 'Sub-accounts' })).not.toContainText('farm-3');
  await lead.getByRole('tab', { name: 'Members' }).click();
  await lead.getByRole('button', { name: 'Add member' }).click();
  await lead.getByRole('dialog').getByLabel('E-mail address').fill('nobody@elsewhere.example');
  await lead.getByRole('dialog').getByRole('button', { name: 'Add member' }).click();
  await expect(lead.getByRole('dialog')).toContainText('There is no such member here');
  await lead.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await lead.goto(`${teams()}/${await idOf('Games')}`);
  await expect(lead.getByRole('heading', { name: 'There is no such team here' })).toBeVisible();
});

test('deleting asks where things go', async () => {
  await open(teams());
  await row('Studio')
    .getByRole('button', { name: /Studio/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 team below it moves');
  await expect(dialog.getByRole('combobox')).toHaveText('Games');
  await dialog.getByRole('textbox').fill('Studio');
  await dialog.getByRole('button', { name: 'Delete team' }).click();
  await expect(row('Studio')).toBeHidden();
  await expect(row('Rendering')).toHaveAttribute('aria-level', '2');
});

/** A team's id, from the address that its name leads to. */
async function idOf(name: string): Promise<string> {
  await open(teams());
  const address = await row(name).getByRole('link', { name }).getAttribute('href');
  return address?.split('/').at(-1) ?? '';
}

async function newMember(browser: Browser, role: string): Promise<Page> {
  const sent = await call<{ link: string }>(page, tenant, 'members.invite', { email: mail(), role });
  const guest = await (await browser.newContext()).newPage();
  await join(guest, { token: sent.link.split('/').at(-1) ?? '' });
  return guest;
}
