// What must hold for a verb whoever calls it: it asks for a right, and it does not know another tenant's things.
import { idPrefixes } from '#lib/ids.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { FullWorld } from './full-world.ts';
import { anyInput, type Verb, type VerbOutcome } from './verb-list.ts';

/** Verbs that ask for no right of whoever calls, and why. */
export const UNASKED: Readonly<Record<string, string>> = {
  'server/alerts/service#raiseAlert': 'a consequence, under an actor of its own',
  'server/alerts/service#settleAlert': 'a consequence, under an actor of its own',
  'server/clouds/service#noteContact': 'part of every call to a cloud, which was asked for',
  'server/iam/service/lost-keys#resolveLostKey': 'part of settling a claim, which was asked for',
  'server/iam/service/lost-keys#giveUpOn': 'part of settling a claim, which was asked for',
  'server/iam/service/lost-keys#resolveInPassing': 'part of reading keys, which was asked for',
  'server/iam/service/name-claim#recordUser': 'part of making a sub-account, which was asked for',
  'server/projects/service#freeProjects': 'the caller says which right it asks for',
  'server/keys/service/expiry#mailExpiry': 'a letter with what the job has read',
  'server/tenants/service/transfer-mail#mailTransfer': 'a letter with what the verb has read',
  'server/teams/service/reach#leadsAny': 'tells somebody of their own teams alone',
  'server/platform/service/metrics#readMetrics': 'its route asks for a token',
};

/** What is wrong with a verb that works for somebody without any right; null if it refuses. */
export async function worksWithoutRights(verb: Verb, { as, ids, texts }: FullWorld): Promise<string | null> {
  const ctx: Ctx = { ...as.owner, actor: { ...as.owner.actor, permissions: new Set() } };
  const outcome = await verb.call(ctx, anyInput(ids, texts).input);
  return !outcome.ok && outcome.reason === 'forbidden' ? null : `without rights: ${shown(outcome)}`;
}

/** What is wrong with a verb that answers otherwise about another tenant's things than about things that never were. */
export async function knowsOthers(verb: Verb, mine: FullWorld, theirs: FullWorld): Promise<string | null> {
  const given = anyInput(theirs.ids, theirs.texts);
  const answer = await verb.call(mine.job, given.input);
  const text = JSON.stringify(answer, plain) ?? '';
  const leaked = [...Object.values(theirs.ids), ...theirs.secrets].filter(
    (each) => each && text.includes(each),
  );
  const asked = new Set<string>(Object.values(theirs.ids));
  const told = answer.ok ? leaked : leaked.filter((each) => !asked.has(each));
  if (told.length > 0) return `tells ${told.join(', ')}`;
  if (given.idsAsked() === 0) return null;
  const control = await verb.call(mine.job, anyInput({}, theirs.texts).input);
  const [got, expected] = [answer, control].map(anonymous);
  return got === expected ? null : `answers ${got?.slice(0, 200)} instead of ${expected?.slice(0, 200)}`;
}

const shown = (outcome: VerbOutcome) => (outcome.ok ? 'it works' : outcome.reason);

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** An outcome without the ids that it was asked for. */
function anonymous(outcome: VerbOutcome): string {
  const ids = new RegExp(`\\b(${Object.values(idPrefixes).join('|')})_[0-9a-f]{32}\\b`, 'g');
  const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
  return (JSON.stringify(outcome, plain) ?? '').replace(ids, 'an id').replace(times, 'a time');
}
