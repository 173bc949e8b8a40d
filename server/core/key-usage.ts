/** Who uses which key how much: counted in memory, added to the database every two seconds. */
import { dayOf } from '#lib/periods.ts';
import { log } from './log.ts';
import { once } from './registry.ts';
import { platformTransaction } from './transaction.ts';

/** A process that is killed takes at most this much counting with it, and what one write takes. */
const WRITTEN_EVERY_MS = 2_000;

const counted = ['succeeded', 'clientErrors', 'serverErrors', 'refused'] as const;
export type Outcome = (typeof counted)[number];

type Used = { id: string; tenant: { id: string; timeZone: string } };
type Counts = Record<Outcome, number> & { tenantId: string; keyId: string; day: string };
type Use = { keyId: string; at: Date; address: string | null };

type Ledger = { counts: Map<string, Counts>; uses: Map<string, Use>; writing: Promise<void> };

const ledger = (): Ledger =>
  once('key usage', () => {
    setInterval(() => void writeUsage(), WRITTEN_EVERY_MS).unref();
    return { counts: new Map(), uses: new Map(), writing: Promise.resolve() };
  });

/** Counts a request that came with a key. */
export function countRequest({ id, tenant }: Used, outcome: Outcome, at: Date): void {
  const day = dayAt(at, tenant.timeZone);
  add({ tenantId: tenant.id, keyId: id, day, ...nothing, [outcome]: 1 });
}

/** Notes that a key was let in, and from where. */
export function noteUse(keyId: string, at: Date, address: string | null): void {
  const known = ledger().uses.get(keyId);
  if (!known || known.at <= at) ledger().uses.set(keyId, { keyId, at, address });
}

/** Writes what has been counted. What could not be written is tried again with the next; at a stop, call it once more. */
export function writeUsage(): Promise<void> {
  const books = ledger();
  books.writing = books.writing.then(writeOnce);
  return books.writing;
}

const nothing = { succeeded: 0, clientErrors: 0, serverErrors: 0, refused: 0 };

function add(more: Counts): void {
  const { counts } = ledger();
  const name = `${more.keyId} ${more.day}`;
  const sum = counts.get(name);
  if (!sum) counts.set(name, more);
  else for (const outcome of counted) sum[outcome] += more[outcome];
}

async function writeOnce(): Promise<void> {
  const books = ledger();
  const { counts, uses } = books;
  if (counts.size === 0 && uses.size === 0) return;
  books.counts = new Map();
  books.uses = new Map();
  try {
    await write([...counts.values()], [...uses.values()]);
  } catch (err) {
    log.warn({ err }, 'the usage of keys could not be written; it is kept');
    for (const each of counts.values()) add(each);
    for (const { keyId, at, address } of uses.values()) noteUse(keyId, at, address);
  }
}

/** In the order of the keys, so that two processes never wait for each other in a circle. A key that is gone is left out. */
function write(counts: Counts[], uses: Use[]): Promise<void> {
  const [byKey, byUse] = [JSON.stringify(counts), JSON.stringify(uses)];
  return platformTransaction(async (tx) => {
    await tx.$executeRaw`
      insert into api_key_usage as u (tenant_id, key_id, day, succeeded, client_errors, server_errors, refused)
      select c."tenantId", c."keyId", c.day, c.succeeded, c."clientErrors", c."serverErrors", c.refused
      from jsonb_to_recordset(${byKey}::jsonb) as c("tenantId" text, "keyId" text, day date, succeeded bigint,
        "clientErrors" bigint, "serverErrors" bigint, refused bigint)
      join api_key k on k.tenant_id = c."tenantId" and k.id = c."keyId"
      order by c."keyId", c.day
      on conflict (tenant_id, key_id, day) do update set succeeded = u.succeeded + excluded.succeeded,
        client_errors = u.client_errors + excluded.client_errors,
        server_errors = u.server_errors + excluded.server_errors, refused = u.refused + excluded.refused`;
    await tx.$executeRaw`
      with used as (select * from jsonb_to_recordset(${byUse}::jsonb) as c("keyId" text, at timestamptz, address text)),
        held as (select id from api_key where id in (select "keyId" from used) order by id for no key update)
      update api_key k set last_used_at = used.at, last_used_address = used.address
      from used join held on held.id = used."keyId"
      where k.id = used."keyId" and (k.last_used_at is null or k.last_used_at <= used.at)`;
  });
}

type Day = { minute: number; day: string };
const days = () => once('key usage days', () => new Map<string, Day>());

/** The tenant's day; worked out once a minute, which no calendar is finer than. */
function dayAt(at: Date, timeZone: string): string {
  const minute = Math.floor(at.getTime() / 60_000);
  const known = days().get(timeZone);
  if (known?.minute === minute) return known.day;
  const day = dayOf(at, timeZone);
  days().set(timeZone, { minute, day });
  return day;
}
