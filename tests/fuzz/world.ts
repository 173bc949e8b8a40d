// Whom the fuzzer asks as: a tenant that has something of everything, keys of several rights, and another tenant's ids.
import { allPermissions, type Permission } from '#lib/permissions.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { type FullWorld, makeFullWorld, type Outside } from '#tests/full-world.ts';
import type { Callers } from './requests.ts';
import { learning } from './stock.ts';
import type { Stock } from './values.ts';

export type FuzzWorld = {
  own: Stock;
  foreign: Stock;
  callers: Callers;
  /** What only the other tenant may be told. */
  secrets: readonly string[];
  /** Takes up the ids in an answer, so that later requests go on with what earlier ones made. */
  learn(answer: string): void;
};

export async function makeFuzzWorld(outside: Outside): Promise<FuzzWorld> {
  const [mine, theirs] = [await makeFullWorld(outside), await makeFullWorld(outside)];
  const keyWith = (name: string, permissions: Permission[]) =>
    createKey(mine.as.owner, { name, permissions });
  const full = await keyWith('fuzz full', [...allPermissions]);
  const reading = await keyWith(
    'fuzz reading',
    allPermissions.filter((each) => each.endsWith(':read')),
  );
  const narrow = await keyWith('fuzz narrow', ['alert:read']);
  const revoked = await keyWith('fuzz revoked', ['alert:read']);
  await revokeKey(mine.as.owner, { keyId: revoked.id });
  // The keys that ask must not be ended by what they ask for.
  const kept = new Set([full.id, reading.id, narrow.id]);
  const ids = byPrefix(mine);
  return {
    own: { ids, texts: mine.texts },
    foreign: { ids: byPrefix(theirs), texts: theirs.texts },
    callers: {
      ...{ full: full.secret, reading: reading.secret, narrow: narrow.secret },
      refused: [revoked.secret, `${full.secret.slice(0, -8)}00000000`, 'ag_live_nobody', 'x'],
    },
    secrets: theirs.secrets,
    learn: learning(ids, (id) => kept.has(id)),
  };
}

function byPrefix({ ids }: FullWorld): Map<string, string[]> {
  return new Map(Object.values(ids).map((id) => [id.slice(0, 3), [id]]));
}
