// Every page, in both themes and both languages, without anything that keeps somebody out.
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Locale, localeCookie, locales } from '#lib/i18n/locale.ts';
import { join, settled, signIn } from './console.ts';
import { furnishedTenant } from './furnished.ts';
import { addresses, addressOf, readerOf } from './pages.ts';

let values: Record<string, string> = {};
const open = new Map<string, Page>();
/** What went wrong in a page's own scripts, such as a first drawing unlike the server's. */
const faults = new Map<Page, string[]>();
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await browser.newPage();
  await signIn(page);
  const furnished = await furnishedTenant(page);
  values = furnished.values;
  const guest = await browser.newPage();
  await join(guest, furnished.guest);
  await furnished.guest.leaveAlone();
  const sessions = {
    operator: await page.context().storageState(),
    guest: await guest.context().storageState(),
  };
  for (const locale of locales)
    for (const person of ['operator', 'guest', 'nobody'] as const)
      open.set(
        `${person} ${locale}`,
        await pageFor(browser, locale, person === 'nobody' ? undefined : sessions[person]),
      );
});
test.afterAll(async () => {
  for (const page of open.values()) await page.context().close();
});

type Session = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

async function pageFor(browser: Browser, locale: Locale, session: Session | undefined): Promise<Page> {
  const context = await browser.newContext(session ? { storageState: session } : {});
  const url = test.info().project.use.baseURL ?? '';
  await context.addCookies([{ name: localeCookie, value: locale, url }]);
  const page = await context.newPage();
  faults.set(page, []);
  page.on('pageerror', (error) => faults.get(page)?.push(error.message));
  return page;
}

/** What axe finds wrong on the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  // The development server's own button is not ours.
  const found = await new AxeBuilder({ page }).exclude('nextjs-portal').analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target}: ${node.failureSummary}`),
  );
}

test('there are pages', () => {
  expect(addresses.length).toBeGreaterThan(25);
});

for (const address of addresses) {
  test(`${address} keeps nobody out and breaks nowhere`, async () => {
    test.setTimeout(120_000);
    const found: string[] = [];
    for (const locale of locales) {
      const page = open.get(`${readerOf(address)} ${locale}`);
      if (!page) throw new Error('no page is open');
      faults.get(page)?.splice(0);
      const target = addressOf(address, values);
      expect((await page.goto(target))?.status()).toBe(200);
      await settled(page);
      expect(page.url()).toContain(target);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme));
        found.push(...(await violations(page)).map((each) => `${locale}, ${colorScheme}: ${each}`));
      }
      found.push(...(faults.get(page) ?? []).map((fault) => `${locale}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
}
