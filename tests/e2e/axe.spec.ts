// Every page, in both themes and both languages, without anything that keeps somebody out.
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, test } from '@playwright/test';
import { detailTabs } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/detail-tab-names.ts';
import { localeCookie, locales } from '#lib/i18n/locale.ts';
import { settled, signIn } from './console.ts';
import { furnishedTenant } from './furnished.ts';
import { addressOf, pages } from './pages.ts';

const DETAIL = '/[tenant]/sub-accounts/[subAccountId]';
const addresses = pages.flatMap((path) =>
  path === DETAIL ? detailTabs.map((tab) => `${path}?tab=${tab}`) : [path],
);
/** What is there for people who are not signed in. */
const OPEN = ['/sign-in', '/invitation/[token]'];
const themes = ['light', 'dark'] as const;

let values: Record<string, string> = {};
let session: Awaited<ReturnType<BrowserContext['storageState']>>;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await browser.newPage();
  await signIn(page);
  values = await furnishedTenant(page);
  session = await page.context().storageState();
  await page.close();
});

test('there are pages', () => {
  expect(addresses.length).toBeGreaterThan(25);
});

for (const address of addresses) {
  test(`${address} keeps nobody out`, async ({ browser, baseURL }) => {
    test.setTimeout(120_000);
    const found: unknown[] = [];
    for (const colorScheme of themes) {
      for (const locale of locales) {
        const context = await browser.newContext({
          colorScheme,
          ...(OPEN.includes(address) ? {} : { storageState: session }),
        });
        await context.addCookies([{ name: localeCookie, value: locale, url: baseURL ?? '' }]);
        const page = await context.newPage();
        const response = await page.goto(addressOf(address, values));
        expect(response?.status()).toBe(200);
        await settled(page);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme));
        const { violations } = await new AxeBuilder({ page }).exclude('nextjs-portal').analyze();
        for (const { id, nodes } of violations)
          found.push({
            colorScheme,
            locale,
            id,
            nodes: nodes.map((node) => `${node.target} ${node.failureSummary}`),
          });
        await context.close();
      }
    }
    expect(found).toEqual([]);
  });
}
