// What each page asks of a browser: script and requests of a first visit, and when it stands, on a slow processor.
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '#scripts/chromium.ts';
import { newDataDir, type RunningAirGate, startAirGate } from '#tests/airgate.ts';
import { addresses, addressOf, readerOf } from '#tests/e2e/pages.ts';
import { type BenchReport, spread } from './report.ts';
import { type Session, signIn, type Visit, visit } from './web/visit.ts';

const GOALS = { script: 250, lcp: 1200, shift: 0 };

/**
 * `npm run bench -- web [--runs N] [--only TEXT] [--scripts]`: three visits of every page unless told; only pages whose
 * address has the text; the largest scripts of each.
 */
export async function bench(args: string[]): Promise<BenchReport> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const runs = Number(option('--runs') ?? 3);
  const only = option('--only') ?? '';
  const airgate = await startAirGate({ AIRGATE_DATA_DIR: await newDataDir(), AIRGATE_DEMO: '1' });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const session = await signIn(browser, airgate);
    const values = await namesIn(airgate, session);
    const rows = [];
    for (const page of addresses.filter((each) => each.includes(only))) {
      const reader = readerOf(page);
      if (reader === 'guest') continue;
      const url = airgate.url + addressOf(page, values);
      rows.push(await measurePage(browser, reader === 'nobody' ? undefined : session, { page, url, runs }));
    }
    return {
      title: `Pages of the demo tenant in Chromium, first visit with an empty cache, processor slowed down 4 times, ${runs} runs`,
      rows: rows.map(({ scripts: _, ...row }) => row),
      notes: [
        'Kilobytes as they come over the wire. "js" is what the page itself names, "js later" what its scripts load after that.',
        '"lcp" is when the largest content stands, "long tasks" the time in tasks above 50 ms, both in milliseconds; "cls" is what moves.',
        `Goals: js below ${GOALS.script} kB, lcp below ${GOALS.lcp} ms, cls ${GOALS.shift}.`,
        ...(args.includes('--scripts') ? rows.map(({ page, scripts }) => `${page}: ${scripts}`) : []),
      ],
    };
  } finally {
    await browser.close();
    await airgate.stop();
  }
}

type Asked = { page: string; url: string; runs: number };

async function measurePage(browser: Browser, session: Session | undefined, { page, url, runs }: Asked) {
  const visits: Visit[] = [];
  for (let run = 0; run < runs; run += 1) visits.push(await visit(browser, session, url));
  const middle = (pick: (each: Visit) => number, digits = 0) => spread(visits.map(pick), digits).median;
  const script = middle((each) => each.script);
  const lcp = middle((each) => each.lcp);
  const cls = middle((each) => each.shift, 3);
  return {
    page,
    js: script,
    'js later': middle((each) => each.scriptLater),
    css: middle((each) => each.style),
    html: middle((each) => each.html),
    requests: middle((each) => each.requests),
    lcp,
    cls,
    'long tasks': middle((each) => each.longTasks),
    goal: script < GOALS.script && lcp < GOALS.lcp && cls <= GOALS.shift ? 'met' : 'missed',
    scripts: visits[0]?.largest.join(', ') ?? '',
  };
}

/** Values of the parameters in addresses: what the demo has, and one of each kind that it has none of. */
async function namesIn(
  { url, email }: RunningAirGate,
  { cookies }: Session,
): Promise<Record<string, string>> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'x-airgate-tenant': 'demo', 'content-type': 'application/json', origin: url };
  const first = async (path: string, input: object = {}) => {
    const query = new URLSearchParams({ input: JSON.stringify(input) });
    const answer = await fetch(`${url}/api/trpc/${path}?${query}`, { headers });
    return idIn(await answer.json()) ?? '';
  };
  const made = async (path: string, input: object, tenant = 'demo') => {
    const answer = await fetch(`${url}/api/trpc/${path}`, {
      method: 'POST',
      headers: { ...headers, 'x-airgate-tenant': tenant },
      body: JSON.stringify(input),
    });
    const id = idIn(await answer.json());
    if (!id) throw new Error(`${path} made nothing: ${answer.status}`);
    return id;
  };
  const permissions = ['tenant:read', 'quota:read'];
  const config = { kind: 'webhook', url: 'https://hooks.example.com/none' };
  const gone = { name: 'Old studio', slug: 'old-studio', ownerEmail: email };
  await made('platform.createTenant', gone);
  await made('tenant.delete', { slug: gone.slug }, gone.slug);
  return {
    tenant: 'demo',
    deletedTenant: gone.slug,
    teamId: await made('teams.create', { name: 'Rendering' }),
    webhookId: await made('webhooks.create', {
      name: 'ERP',
      url: 'https://erp.example.com/none',
      events: ['tenant.suspended'],
    }),
    cloudAccountId: await first('clouds.list'),
    subAccountId: await first('iam.list', { sort: 'spentShare', order: 'desc' }),
    channelId: await made('channels.create', { name: 'Finance', config }),
    keyId: await made('keys.create', { name: 'portal', permissions }),
    roleId: await made('roles.create', { name: 'Finance', description: '', permissions }),
    token: 'none',
    section: 'quotas',
    runId: await first('platform.runs', { state: 'completed', limit: 1 }),
  };
}

type Answer = { result?: { data: { id?: string; items?: { id: string }[] } } };

function idIn(answer: unknown): string | undefined {
  const data = (answer as Answer).result?.data;
  return data?.id ?? data?.items?.[0]?.id;
}
