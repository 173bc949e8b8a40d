// The browser's part of the pictures: who looks at which page, and how it is held still.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type Locale, localeCookie, locales } from '#lib/i18n/locale.ts';
import { call, join as joinTenant, read } from '#tests/e2e/console.ts';
import { addresses, addressOf, type Person, readerOf } from '#tests/e2e/pages.ts';

export type Installation = {
  url: string;
  email: string;
  password: string;
  /** Whose pages are looked at. */
  tenant: string;
  /** Started for the pictures: what a page needs may be made there. */
  own: boolean;
};

export type Variant = { locale: Locale; theme: 'light' | 'dark'; width: number };
export type Shot = Variant & { address: string; file: string };
export type Taken = { shots: Shot[]; problems: string[] };

export const themes = ['light', 'dark'] as const;
export const widths = [1440, 390] as const;
export { locales };

const HEIGHT = 900;
const SETTLE_MS = 15_000;
/** Of a machine that has much else to do. */
const PATIENCE_MS = 120_000;
const STORY_SECONDS = 600;
const ATTEMPTS = 2;

type Wanted = {
  folder: string;
  /** Parts of addresses; none takes every page. */
  only: readonly string[];
  locales: readonly Locale[];
  themes: readonly Variant['theme'][];
  widths: readonly number[];
};

/** Takes every picture; one page per language at a time, each loaded once for all of its themes and widths. */
export async function takeShots(
  browser: Browser,
  installation: Installation,
  wanted: Wanted,
): Promise<Taken> {
  const values: Record<string, string> = { tenant: installation.tenant };
  const sessions = await openSessions(browser, installation, values);
  const taken: Taken = { shots: [], problems: [] };
  const { only } = wanted;
  const isWanted = (address: string) => only.length === 0 || only.some((part) => address.includes(part));
  const asked = addresses.filter(isWanted);
  await Promise.all(
    wanted.locales.map(async (locale) => {
      const open = new Map<Person, BrowserContext>();
      for (const address of asked) {
        const person = readerOf(address);
        const session = sessions[person];
        if (session === undefined) continue;
        const context = open.get(person) ?? (await contextFor(browser, installation.url, session, locale));
        open.set(person, context);
        const page = context.pages()[0] ?? (await context.newPage());
        await shoot(page, address, { ...wanted, locale, values, taken });
      }
      for (const context of open.values()) await context.close();
    }),
  );
  const missed = asked.filter((address) => !taken.shots.some((shot) => shot.address === address));
  for (const address of missed)
    if (!taken.problems.some((problem) => problem.startsWith(address)))
      taken.problems.push(`${address}: there is nothing here to look at`);
  return taken;
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>> | null;

/** Signs in and looks up what addresses name; an installation of our own gets what its demo lacks, and a guest. */
async function openSessions(
  browser: Browser,
  { url, email, password, tenant, own }: Installation,
  values: Record<string, string>,
): Promise<Partial<Record<Person, Session>>> {
  const page = await browser.newPage({ baseURL: url });
  page.setDefaultTimeout(PATIENCE_MS);
  await signIn(page, email, password);
  const operator = await page.context().storageState();
  const firstOf = (list: string, input: object = {}) => firstId(page, tenant, list, { ...input, limit: 1 });
  const cutOff = () => firstOf('iam.list', { state: ['cut_off'] });
  if (own) await storyTold(cutOff);
  const furnished = own ? await furnish(page, tenant, email) : { roleId: 'admin' };
  const known = {
    subAccountId: (await cutOff()) || (await firstOf('iam.list')),
    cloudAccountId: await firstOf('clouds.list'),
    channelId: await firstOf('channels.list'),
    keyId: await firstOf('keys.list'),
    ...furnished,
    runId: await firstOf('platform.runs', { state: 'completed' }),
    section: 'quotas',
  };
  for (const [name, value] of Object.entries(known)) if (value) values[name] = value;
  if (!own) {
    await page.context().close();
    return { operator, nobody: null };
  }
  const invite = async (name: string) => {
    const input = { email: `${name}@studio.example`, role: 'viewer' };
    return (await call<{ link: string }>(page, tenant, 'members.invite', input)).link.split('/').at(-1) ?? '';
  };
  values.token = await invite('lin');
  const visitor = await browser.newPage({ baseURL: url });
  visitor.setDefaultTimeout(PATIENCE_MS);
  await joinTenant(visitor, { token: await invite('guest') });
  const members = await read<{ items: { id: string }[] }>(page, tenant, 'members.list', { text: 'guest@' });
  for (const { id } of members.items) await call(page, tenant, 'members.remove', { memberId: id });
  const guest = await visitor.context().storageState();
  await visitor.context().close();
  await page.context().close();
  return { operator, guest, nobody: null };
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  // Before the page's script runs, the button would send the form to nowhere.
  await settle(page);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}

/** Waits until the demo's fast spender is cut off, about two minutes after the start. */
async function storyTold(cutOff: () => Promise<string>): Promise<void> {
  const end = performance.now() + STORY_SECONDS * 1_000;
  while (!(await cutOff())) {
    if (performance.now() > end)
      throw new Error(`Nobody of the demo was cut off within ${STORY_SECONDS} seconds`);
    await delay(1_000);
  }
}

/** Makes what the demo lacks. Returns the id of a role of its own. */
async function furnish(page: Page, tenant: string, ownerEmail: string): Promise<Record<string, string>> {
  // Of a type that the demo never raises, so that nothing is sent to an address outside.
  const config = { kind: 'webhook', url: 'https://hooks.example.com/airgate' };
  await call(page, tenant, 'channels.create', { name: 'Finance', config, types: ['credential_failing'] });
  const permissions = ['quota:read', 'quota:allocate', 'spending:read'];
  await call(page, tenant, 'keys.create', { name: 'portal', permissions });
  const role = { name: 'Finance', description: 'Allocates quota', permissions };
  const ask = async (path: string, input: object) =>
    (await call<{ id: string }>(page, tenant, path, input)).id;
  const gone = { name: 'Old studio', slug: 'old-studio', ownerEmail };
  await ask('platform.createTenant', gone);
  await call(page, gone.slug, 'tenant.delete', { slug: gone.slug });
  const studio = await ask('teams.create', { name: 'Studio' });
  const url = 'https://erp.example.com/airgate';
  return {
    deletedTenant: gone.slug,
    roleId: await ask('roles.create', role),
    teamId: await ask('teams.create', { name: 'Rendering', parentId: studio }),
    webhookId: await ask('webhooks.create', { name: 'ERP', url, events: ['tenant.suspended'] }),
  };
}

/** The id of the first thing in a list; empty where there is none, or none that this person may see. */
async function firstId(page: Page, tenant: string, list: string, input: object): Promise<string> {
  const { items } = await read<{ items: { id: string }[] }>(page, tenant, list, input).catch(() => ({
    items: [],
  }));
  return items[0]?.id ?? '';
}

async function contextFor(
  browser: Browser,
  url: string,
  session: Session,
  locale: Locale,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: widths[0], height: HEIGHT },
    reducedMotion: 'reduce',
    ...(session && { storageState: session }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addCookies([{ name: localeCookie, value: locale, url }]);
  return context;
}

type Task = Wanted & { locale: Locale; values: Record<string, string>; taken: Taken };

/** One page in one language, and once more when something went wrong with it. */
async function shoot(page: Page, address: string, task: Task): Promise<void> {
  const { locale, values, taken } = task;
  let target: string;
  try {
    target = addressOf(address, values);
  } catch {
    return;
  }
  for (let attempt = 1; ; attempt += 1) {
    const { shots, faults } = await attemptShots(page, { address, target }, task);
    if (faults.length > 0 && attempt < ATTEMPTS) continue;
    taken.shots.push(...shots);
    for (const fault of faults) taken.problems.push(`${address} (${locale}): ${fault}`);
    return;
  }
}

/** Every theme and width of a page. */
async function attemptShots(
  page: Page,
  { address, target }: { address: string; target: string },
  { locale, folder, ...wanted }: Task,
): Promise<{ shots: Shot[]; faults: string[] }> {
  const shots: Shot[] = [];
  const faults: string[] = [];
  const note = (error: Error) => faults.push(error.message.split('\n')[0] ?? '');
  page.on('pageerror', note);
  try {
    await page.setViewportSize({ width: widths[0], height: HEIGHT });
    const status = (await page.goto(target))?.status() ?? 0;
    if (status >= 400) faults.push(`answered ${status}`);
    await settle(page);
    for (const width of wanted.widths) {
      await page.setViewportSize({ width, height: HEIGHT });
      for (const theme of wanted.themes) {
        await page.emulateMedia({ colorScheme: theme });
        await twoFrames(page);
        const file = `${fileName(address)}--${locale}-${theme}-${width}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
        shots.push({ address, file, locale, theme, width });
      }
    }
  } catch (error) {
    faults.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  } finally {
    page.off('pageerror', note);
  }
  return { shots, faults };
}

/** Until everything that the page loads is there; one that always asks for more is taken as it is. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: SETTLE_MS }).catch(() => {});
  await page
    .waitForFunction(() => !document.querySelector('[aria-busy="true"]'), null, { timeout: SETTLE_MS })
    .catch(() => {});
}

/** A new size or theme is laid out and drawn. */
async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

function fileName(address: string): string {
  const name = address
    .replace(/^\//, '')
    .replace(/\[(\w+)\]/g, '$1')
    .replace(/[?=&/]+/g, '-');
  return name.toLowerCase();
}
