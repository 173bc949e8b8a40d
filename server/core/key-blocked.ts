/** Tells a tenant that a key was tried from an address that it may not be used from: once a minute for each place. */
import { placeOf } from '#lib/address-ranges.ts';
import { writeAudit } from './audit.ts';
import type { Ctx } from './ctx.ts';
import { log } from './log.ts';
import { once } from './registry.ts';
import { platformTransaction } from './transaction.ts';

const TOLD_EVERY_MS = 60_000;
/** A stolen key tried from everywhere must not fill the audit log. */
const PLACES_PER_KEY = 20;

const told = () => once('blocked key addresses', () => new Map<string, Map<string, number>>());

/** Writes it beside the request, which waits for nothing. `address` is null where it is not known. */
export function tellBlocked(ctx: Ctx, address: string | null): void {
  const place = address === null ? 'unknown' : placeOf(address);
  if (!isNews(ctx.actor.id, place, performance.now())) return;
  tell(ctx, address, place).catch((err: unknown) =>
    log.warn({ err, keyId: ctx.actor.id }, 'a blocked address could not be audited'),
  );
}

function isNews(keyId: string, place: string, now: number): boolean {
  const places = told().get(keyId) ?? new Map<string, number>();
  told().set(keyId, places);
  for (const [old, at] of places) if (now - at >= TOLD_EVERY_MS) places.delete(old);
  if (places.has(place) || places.size >= PLACES_PER_KEY) return false;
  places.set(place, now);
  return true;
}

/** Other processes may have told it this minute: the shared counter's row lets one through. */
async function tell(ctx: Ctx, address: string | null, place: string): Promise<void> {
  const now = ctx.now();
  const until = new Date(now.getTime() + TOLD_EVERY_MS);
  await platformTransaction(async (tx) => {
    const first = await tx.$queryRaw<unknown[]>`
      insert into rate_limit as r (key, count, resets_at) values (${`key ${ctx.actor.id} from ${place}`}, 1, ${until})
      on conflict (key) do update set resets_at = excluded.resets_at where r.resets_at <= ${now}
      returning 1`;
    if (first.length === 0) return;
    const target = { kind: 'key', id: ctx.actor.id };
    await writeAudit(tx, ctx.tenant.id, ctx, { action: 'key.block_address', target, after: { address } });
  });
}
