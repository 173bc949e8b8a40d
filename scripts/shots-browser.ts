// The browser's part of the pictures: who looks at which page, and how it is held still.
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type Locale, localeCookie, locales } from '#lib/i18n/locale.ts';
import { call, join as joinTenant, read } from '#tests/e2e/console.ts';
import { addresses, addressOf, type Person, pages, readerOf } from '#tests/e2e/pages.ts';

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

const themes = ['light', 'dark'] as const;
const widths = [1440, 390] as const;
const SETTLE_MS = 15_000;
const STORY_MS = 240_000;

/** Takes every picture; one page per language at a time, each loaded once for all of its themes and widths. */
export async function takeShots(
  browser: Browser,
  installation: Installation,
  { folder, only }: { folder: string; only: string },
): Promise<Taken> {
  const values: Record<string, string> = { tenant: installation.tenant };
  const sessions = await openSessions(browser, installation, values);
  const taken: Taken = { shots: [], problems: [] };
  const wanted = addresses.filter((address) => address.includes(only));
  // A page whose address names a thing is found by the links that lead to it, so the others come first.
  const named = (address: string) => (address.match(/\[\w+\]/g) ?? []).length;
  const ordered = wanted.toSorted((a, b) => named(a) - named(b));
  await Promise.all(
    locales.map(async (locale) => {
      const open = new Map<Person, BrowserContext>();
      for (const address of ordered) {
        const person = readerOf(address);
        const session = sessions[person];
        if (session === undefined) continue;
        const context = open.get(person) ?? (await contextFor(browser, installation.url, session, locale));
        open.set(person, context);
        const page = context.pages()[0] ?? (await context.newPage());
        await shoot(page, address, { locale, folder, values, taken });
      }
      for (const context of open.values()) await context.close();
    }),
  );
  const missed = ordered.filter((address) => !taken.shots.some((shot) => shot.address === address));
  for (const address of missed)
    if (!taken.problems.some((problem) => problem.startsWith(address)))
      taken.problems.push(`${address}: nothing leads to such a page here`);
  return taken;
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>> | null;

/** Signs in, and in an installation of our own makes what the demo lacks: a channel, a key, an invitation, a guest. */
async function openSessions(
  browser: Browser,
  { url, email, password, tenant, own }: Installation,
  values: Record<string, string>,
): Promise<Partial<Record<Person, Session>>> {
  const page = await browser.newPage({ baseURL: url });
  await signIn(page, email, password);
  const operator = await page.context().storageState();
  if (!own) {
    await page.context().close();
    return { operator, nobody: null };
  }
  const cutOff = () =>
    read<{ items: { id: string }[] }>(page, tenant, 'iam.list', { state: ['cut_off'], limit: 1 });
  values.subAccountId = await firstCutOff(cutOff);
  // Of a type that the demo never raises, so that nothing is sent to an address outside.
  const config = { kind: 'webhook', url: 'https://hooks.example.com/airgate' };
  await call(page, tenant, 'channels.create', { name: 'Finance', config, types: ['credential_failing'] });
  const permissions = ['quota:read', 'quota:allocate', 'spending:read'];
  await call(page, tenant, 'keys.create', { name: 'portal', permissions });
  const invite = async (name: string) => {
    const input = { email: `${name}@studio.example`, role: 'viewer' };
    return (await call<{ link: string }>(page, tenant, 'members.invite', input)).link.split('/').at(-1) ?? '';
  };
  values.token = await invite('lin');
  const visitor = await browser.newPage({ baseURL: url });
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

/** Waits until the demo's story is told: its fast spender is cut off about two minutes after the start. */
async function firstCutOff(found: () => Promise<{ items: { id: string }[] }>): Promise<string> {
  const end = performance.now() + STORY_MS;
  while (performance.now() < end) {
    const [first] = (await found()).items;
    if (first) return first.id;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`Nobody of the demo was cut off within ${STORY_MS / 1_000} seconds`);
}

async function contextFor(
  browser: Browser,
  url: string,
  session: Session,
  locale: Locale,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: widths[0], height: 900 },
    reducedMotion: 'reduce',
    ...(session && { storageState: session }),
  });
  await context.addCookies([{ name: localeCookie, value: locale, url }]);
  return context;
}

type Task = { locale: Locale; folder: string; values: Record<string, string>; taken: Taken };

/** One page in one language: every theme and width of it. */
async function shoot(page: Page, address: string, { locale, folder, values, taken }: Task): Promise<void> {
  let target: string;
  try {
    target = addressOf(address, values);
  } catch {
    return;
  }
  const faults: string[] = [];
  const note = (error: Error) => faults.push(error.message.split('\n')[0] ?? '');
  page.on('pageerror', note);
  try {
    await page.setViewportSize({ width: widths[0], height: 900 });
    const status = (await page.goto(target))?.status() ?? 0;
    if (status >= 400) faults.push(`answered ${status}`);
    await settle(page);
    await learn(page, values);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await twoFrames(page);
        const file = `${fileName(address)}--${locale}-${theme}-${width}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
        taken.shots.push({ address, file, locale, theme, width });
      }
    }
  } catch (error) {
    faults.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  } finally {
    page.off('pageerror', note);
  }
  for (const fault of faults) taken.problems.push(`${address} (${locale}): ${fault}`);
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

/** Reads from the page's links what the addresses of further pages need. */
async function learn(page: Page, values: Record<string, string>): Promise<void> {
  const all = await page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const paths = all.map((link) => link.replace(/[?#].*$/, ''));
  const known = (path: string) => path.replace('[tenant]', values.tenant ?? '');
  const whole = new Set(pages.map(known));
  for (const page of pages.map(known).filter((path) => path.includes('['))) {
    const pattern = new RegExp(`^${page.replace(/\[(\w+)\]/g, '(?<$1>[^/]+)')}$`);
    // A page of its own, such as `new`, is no name of a thing.
    const found = paths.find((path) => !whole.has(path) && pattern.test(path));
    for (const [name, value] of Object.entries(pattern.exec(found ?? '')?.groups ?? {}))
      values[name] ??= value;
  }
}

function fileName(address: string): string {
  const name = address
    .replace(/^\//, '')
    .replace(/\[(\w+)\]/g, '$1')
    .replace(/[?=&/]+/g, '-');
  return name.toLowerCase();
}
