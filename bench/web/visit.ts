// One visit of a page by a browser that has never been there, on a slow processor.
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import type { RunningAirGate } from '#tests/airgate.ts';

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Visit {
  /** Kilobytes over the wire of the scripts that the page itself names, and of those that come after. */
  readonly script: number;
  readonly scriptLater: number;
  readonly style: number;
  readonly html: number;
  readonly requests: number;
  /** Milliseconds. */
  readonly lcp: number;
  readonly longTasks: number;
  /** The cumulative layout shift. */
  readonly shift: number;
  /** The largest scripts, name and size. */
  readonly largest: string[];
}

const SLOWDOWN = 4;
const SHOWN = 12;

export async function signIn(browser: Browser, { url, email, password }: RunningAirGate): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((target) => !target.pathname.startsWith('/sign-in'));
  const session = await context.storageState();
  await context.close();
  return session;
}

type Transfer = { url: string; type: string; bytes: number; named: boolean };

export async function visit(browser: Browser, session: Session | undefined, url: string): Promise<Visit> {
  const context = await browser.newContext({
    ...(session && { storageState: session }),
    viewport: { width: 1440, height: 900 },
  });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const transfers = await watchNetwork(cdp);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await watchPainting(page);
    const response = await page.goto(url);
    if (!response?.ok()) throw new Error(`${url} answers ${response?.status()}`);
    await page.waitForLoadState('networkidle');
    const painting = await page.evaluate(() => window.painting);
    const done = [...transfers.values()];
    const size = (wanted: (each: Transfer) => boolean) =>
      done.filter(wanted).reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    return {
      script: size(({ type, named }) => type === 'Script' && named),
      scriptLater: size(({ type, named }) => type === 'Script' && !named),
      style: size(({ type }) => type === 'Stylesheet'),
      html: size(({ type }) => type === 'Document'),
      requests: done.length,
      ...painting,
      largest: done
        .filter(({ type }) => type === 'Script')
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, SHOWN)
        .map(
          (each) =>
            `${each.url.split('/').at(-1)} ${(each.bytes / 1000).toFixed(0)}${each.named ? '' : ' later'}`,
        ),
    };
  } finally {
    await context.close();
  }
}

/** Every transfer with what came over the wire; `named` by the page itself rather than by a script. */
async function watchNetwork(cdp: CDPSession): Promise<Map<string, Transfer>> {
  const transfers = new Map<string, Transfer>();
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other', initiator }) => {
    transfers.set(requestId, { url: request.url, type, bytes: 0, named: initiator.type === 'parser' });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const found = transfers.get(requestId);
    if (found) found.bytes = encodedDataLength;
  });
  return transfers;
}

declare global {
  interface Window {
    painting: { lcp: number; longTasks: number; shift: number };
  }
}

async function watchPainting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painting = { lcp: 0, longTasks: 0, shift: 0 };
    window.painting = painting;
    const observe = (type: string, read: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({ type, buffered: true });
    observe('largest-contentful-paint', (entry) => {
      painting.lcp = entry.startTime;
    });
    observe('longtask', (entry) => {
      painting.longTasks += entry.duration;
    });
    observe('layout-shift', (entry) => {
      if ('hadRecentInput' in entry && entry.hadRecentInput) return;
      if ('value' in entry && typeof entry.value === 'number') painting.shift += entry.value;
    });
  });
}
