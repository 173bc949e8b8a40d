// What must hold for a verb whoever calls it: it asks for a right, and it does not know another tenant's things.
import { type IdKind, idPrefixes, newId } from '#lib/ids.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { FullWorld } from './full-world.ts';
import { anonymous, leaks, textOf, type Worlds } from './other-tenants.ts';
import { argumentsOf } from './verb-arguments.ts';
import { anyInput, type Verb, type VerbOutcome } from './verb-list.ts';

/** Verbs that ask for no right of whoever calls, and why. */
export const UNASKED: Readonly<Record<string, string>> = {
  'server/alerts/service#raiseAlert': 'a consequence, under an actor of its own',
  'server/alerts/service#settleAlert': 'a consequence, under an actor of its own',
  'server/teams/service/reach#leadsAny': 'tells somebody of their own teams alone',
  'server/platform/service/metrics#readMetrics': 'its route asks for a token',
};

const LATER_MS = 800 * 86_400_000;

/** What is wrong with a verb that works for somebody without any right; null if it refuses. */
export async function worksWithoutRights(verb: Verb, world: FullWorld): Promise<string | null> {
  const { owner } = world.as;
  const ctx: Ctx = { ...owner, actor: { ...owner.actor, permissions: new Set() } };
  const [question] = questions(verb, world);
  const outcome = await verb.call(ctx, ...question.args);
  return !outcome.ok && outcome.reason === 'forbidden' ? null : `without rights: ${shown(outcome)}`;
}

/** What is wrong with a verb that answers otherwise about another tenant's things than about things that never were. */
export async function knowsOthers(verb: Verb, { mine, theirs }: Worlds): Promise<string | null> {
  const nothing = idsOfNothing(theirs);
  // A person, as jobs have nothing of their own, and so late that whatever a job does is due.
  const { owner } = mine.as;
  const later: Ctx = { ...owner, now: () => new Date(owner.now().getTime() + LATER_MS) };
  for (const ctx of verb.platform ? [mine.job] : [mine.job, later]) {
    const controls = questions(verb, nothing);
    for (const [index, { args, named }] of questions(verb, theirs).entries()) {
      const answer = await verb.call(ctx, ...args);
      const told = leaks(answer, theirs, answer.ok ? {} : [theirs.ids, theirs.texts, theirs.tenant.slug]);
      if (told.length > 0) return `tells ${told.join(', ')}`;
      if (!named()) continue;
      const control = await verb.call(ctx, ...(controls[index]?.args ?? []));
      const [got, expected] = [answer, control].map(anonymous);
      if (got !== expected) return `answers ${got?.slice(0, 200)} instead of ${expected?.slice(0, 200)}`;
    }
  }
  return null;
}

/** What is wrong with a verb that tells one owner of their own things what it does not tell the owner of things alike. */
export async function treatsAlike(verb: Verb, { mine, theirs }: Worlds): Promise<string | null> {
  const others = questions(verb, theirs);
  for (const [index, { args }] of questions(verb, mine).entries()) {
    const got = outline(await verb.call(mine.as.owner, ...args), mine);
    const expected = outline(await verb.call(theirs.as.owner, ...(others[index]?.args ?? [])), theirs);
    if (got !== expected) return `tells ${got} of one's own, but ${expected} to another owner`;
  }
  return null;
}

/** How it ended, and which things of the world it tells. */
function outline(outcome: VerbOutcome, { ids, texts }: FullWorld): string {
  if (!outcome.ok) return outcome.reason;
  const answer = textOf(outcome.value);
  return Object.entries({ ...ids, ...texts })
    .filter(([, each]) => each && answer.includes(each))
    .map(([name]) => name)
    .join(', ');
}

/** The same world by ids that never were. */
function idsOfNothing(world: FullWorld): FullWorld {
  const kinds = Object.keys(idPrefixes) as IdKind[];
  const ids = Object.fromEntries(kinds.map((kind) => [kind, newId(kind)]));
  const lostKey = { id: newId('accessKeyClaim'), subAccountId: newId('subAccount') };
  return { ...world, ids, lostKey };
}

interface Question {
  readonly args: readonly unknown[];
  /** Whether it named anything of the world that it is about. */
  named(): boolean;
}

/** What a verb is asked about a world: by everything that it looks for, and as plainly as a list can be asked. */
function questions(verb: Verb, world: FullWorld): [Question, ...Question[]] {
  const args = argumentsOf(verb.name, world);
  if (args) return [{ args, named: () => true }];
  const { ids, texts, tenant } = world;
  const delivery = verb.name.startsWith('server/webhooks/') ? ids.webhookDelivery : undefined;
  const told = delivery ? { ...ids, delivery } : ids;
  const { input, idsAsked } = anyInput(told, { ...texts, slug: tenant.slug });
  const any = { args: [input], named: () => idsAsked() > 0 };
  return verb.platform ? [any] : [any, { args: [{ limit: 10 }], named: () => false }];
}

const shown = (outcome: VerbOutcome) => (outcome.ok ? 'it works' : outcome.reason);
