/** The rows of a bill: what was booked, what formulas say of the past, and what rates spent until now. */
import { dayEnd, daysOfMonth, weekday } from './days.ts';
import type { Account, BillLine, BulkRows, Config, History } from './model.ts';
import { splitByItem } from './products.ts';
import { mix, mixText } from './random.ts';
import { spentOnDay } from './rates.ts';

export type BillSource = 'detail' | 'split';
export type BillQuery = {
  source: BillSource;
  month: string;
  /** One day of the month, or all of it. */
  day: string | null;
  /** 0 the month as one, 1 and 2 by day. */
  groupPeriod: number;
  /** 0 billing item, 1 instance, 2 product, 3 account. */
  groupTerm: number;
  projects: readonly string[];
  products: readonly string[];
  ignoreZero: boolean;
};

// A month is kept as its days, so a few months of both bills fit.
const KEPT_LISTINGS = 200;
const U32 = 2 ** 32;

type Formulas = { specs: number; days: Map<string, BillLine[]> };
type Listing = { revision: number; second: number; lines: readonly BillLine[] };
const formulas = new WeakMap<Account, Formulas>();
const listings = new WeakMap<Account, Map<string, Listing>>();

/** The rows that a query sees at virtual time `now`, in a fixed order. Repeated pages of one query cost nothing more. */
export function listLines(
  account: Account,
  config: Config,
  query: BillQuery,
  now: number,
): readonly BillLine[] {
  const lagMs =
    query.source === 'detail' ? config.detailLagMinutes * 60_000 : config.splitLagHours * 3_600_000;
  const days = query.day ? [query.day] : daysOfMonth(query.month);
  const settled = days.every((day) => dayEnd(day) + lagMs <= now);
  const second = settled ? 0 : Math.floor(now / 1000);
  const share = query.source === 'detail' ? config.unattributedShare : 0;
  const key = JSON.stringify([query, lagMs, share]);
  const kept = listings.get(account) ?? new Map<string, Listing>();
  listings.set(account, kept);
  let listing = kept.get(key);
  if (listing?.revision !== account.billRevision || listing.second !== second) {
    // Only what is not merged across days can be put together from days, of which the past ones never change again.
    const isByDay = query.day === null && query.groupPeriod !== 0;
    const seen = { visibleTo: now - lagMs, lagged: lagMs > 0, share };
    const lines = isByDay
      ? ([] as BillLine[]).concat(...days.map((day) => listLines(account, config, { ...query, day }, now)))
      : buildListing(account, query, days, seen);
    listing = { revision: account.billRevision, second, lines };
  }
  kept.delete(key);
  kept.set(key, listing);
  for (const oldest of kept.keys()) if (kept.size > KEPT_LISTINGS) kept.delete(oldest);
  return listing.lines;
}

function buildListing(
  account: Account,
  query: BillQuery,
  days: readonly string[],
  seen: { visibleTo: number; lagged: boolean; share: number },
): readonly BillLine[] {
  let lines = days.flatMap((day) => [
    ...formulaLines(account, day),
    ...(account.bookings.get(day) ?? []),
    ...rateLines(account, day, seen.visibleTo),
  ]);
  if (seen.lagged) lines = lines.filter((line) => line.at <= seen.visibleTo);
  if (query.source === 'detail' && (seen.share > 0 || account.unnamed.size > 0))
    lines = lines.map((line) => (hidesProject(account, line, seen.share) ? { ...line, project: '-' } : line));
  if (query.projects.length > 0) lines = lines.filter((line) => query.projects.includes(line.project));
  if (query.products.length > 0) lines = lines.filter((line) => query.products.includes(line.product));
  if (query.groupPeriod === 0 || query.groupTerm > 0) lines = group(lines, query);
  return query.ignoreZero ? lines.filter((line) => line.amount !== 0n) : lines;
}

const hidesProject = (account: Account, line: BillLine, share: number): boolean =>
  account.unnamed.has(line.instance) || mixText(`${line.instance}/${line.day}`) / U32 < share;

/** From the product level up a bill row stands for many projects and names none. */
function group(lines: readonly BillLine[], query: BillQuery): BillLine[] {
  const groups = new Map<string, BillLine>();
  for (const line of lines) {
    const merged: BillLine = {
      ...line,
      day: query.groupPeriod === 0 ? '' : line.day,
      element: query.groupTerm > 0 ? '' : line.element,
      instance: query.groupTerm > 1 ? '' : line.instance,
      project: query.groupTerm > 1 ? '-' : line.project,
      product: query.groupTerm > 2 ? '' : line.product,
    };
    const key = [merged.day, merged.project, merged.product, merged.instance, merged.element].join('\n');
    const known = groups.get(key);
    if (known) known.amount += line.amount;
    else groups.set(key, merged);
  }
  return [...groups.values()];
}

function rateLines(account: Account, day: string, visibleTo: number): BillLine[] {
  const lines: BillLine[] = [];
  for (const { project, product, instance, ...rate } of account.rates.values()) {
    const amount = spentOnDay(rate.segments, day, visibleTo);
    if (amount === 0n) continue;
    for (const part of splitByItem(product, amount))
      lines.push({ day, project, product, instance, ...part, at: 0 });
  }
  return lines;
}

/** Lines of histories and bulks; made once per day, because they never change. */
function formulaLines(account: Account, day: string): readonly BillLine[] {
  const specs = account.histories.length + account.bulks.length;
  if (specs === 0) return [];
  let known = formulas.get(account);
  if (known?.specs !== specs) {
    known = { specs, days: new Map() };
    formulas.set(account, known);
  }
  let lines = known.days.get(day);
  if (!lines) {
    lines = [
      ...account.histories.flatMap((history) => historyLines(history, day)),
      ...account.bulks.flatMap((bulk) => bulkLines(bulk, day)),
    ];
    known.days.set(day, lines);
  }
  return lines;
}

function historyLines(history: History, day: string): BillLine[] {
  if (day < history.from || day > history.to) return [];
  const age = Math.round((dayEnd(history.to) - dayEnd(day)) / 86_400_000);
  return history.lines.flatMap((line) => {
    const noise = mix(history.seed, mixText(`${line.instance}/${day}`));
    const amount = (line.daily * BigInt(weightOf(line.pattern, day, age, noise))) / 1000n;
    const { project, product, instance } = line;
    if (amount === 0n) return [];
    return splitByItem(product, amount).map((part) => ({
      day,
      project,
      product,
      instance,
      ...part,
      at: dayEnd(day),
    }));
  });
}

/** Thousandths of the daily amount: the pattern, with a fifth of noise around it. */
function weightOf(
  pattern: History['lines'][number]['pattern'],
  day: string,
  age: number,
  noise: number,
): number {
  const jitter = 900 + (noise % 200);
  const isWeekend = weekday(day) >= 5;
  const shape = {
    steady: 100,
    weekdays: isWeekend ? 12 : 120,
    weekend: isWeekend ? 190 : 60,
    growing: Math.max(15, 115 - age),
    bursts: (noise >>> 8) % 9 === 0 ? 420 : 45,
  };
  return Math.round((jitter * shape[pattern]) / 100);
}

function bulkLines(bulk: BulkRows, day: string): BillLine[] {
  const index = bulk.days.indexOf(day);
  if (index < 0) return [];
  const first = Math.floor((index * bulk.rows) / bulk.days.length);
  const end = Math.floor(((index + 1) * bulk.rows) / bulk.days.length);
  const at = dayEnd(day);
  const lines: BillLine[] = [];
  for (let row = first; row < end; row++) {
    const noise = mix(bulk.seed, row);
    const project = bulk.projects[noise % bulk.projects.length] ?? '';
    const product = bulk.products[(noise >>> 7) % bulk.products.length] ?? 'ark_bd';
    const amount = (BigInt(mix(row, bulk.seed)) % 50_000n) * 1_000_000n + BigInt(noise % 1_000_000) + 1n;
    lines.push({ day, project, product, instance: `i-b${bulk.seed}-${row}`, element: 'usage', amount, at });
  }
  return lines;
}
