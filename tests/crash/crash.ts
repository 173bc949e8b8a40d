// Cutting a flow at one boundary: the process is killed there and started anew, and everything has to end as if it had not been.
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '#tests/procedures.ts';
import { until } from '#tests/process.ts';
import { type Boundary, finish, lastCall, type Recording, send } from './boundaries.ts';
import type { OwnDatabase } from './database.ts';
import { callsOf, type EndState, endStateOf, isQuiet } from './end-state.ts';
import type { Flow, World } from './flows.ts';
import type { Stage } from './stage.ts';

export type Outcome = {
  flow: string;
  boundary: string;
  /** `not reached`: the flow ended before; then nothing was killed and nothing is proved. */
  result: 'finished' | 'not reached' | 'wrong';
  detail: string;
  seconds: number;
};

/** What is done to it once it stands at a boundary; calls that act `upon` the end do so after `delayMs` at the latest. */
export type Attack = { strike(): Promise<void>; delayMs: number };

/** The database instead: all of it is killed, and comes back before the call that it met is answered. */
export const databaseDown = (database: OwnDatabase): Attack => ({
  delayMs: 1_500,
  strike: async () => {
    await database.kill();
    await database.start();
  },
});

/** Cuts one run of a flow at a boundary, or at one after the other: then calls only. */
export async function crash(
  stage: Stage,
  flow: Flow,
  boundaries: readonly Boundary[],
  { end }: Recording,
  attack: Attack = { strike: stage.kill, delayMs: 600_000 },
): Promise<Outcome> {
  const began = performance.now();
  const outcome = (result: Outcome['result'], detail = ''): Outcome => ({
    ...{ flow: flow.name, boundary: boundaries.map(({ label }) => label).join(', then '), result, detail },
    seconds: (performance.now() - began) / 1000,
  });
  const world = await flow.prepare(stage);
  const since = await lastCall(stage, world);
  const told = toldSoFar(stage, flow, world);
  await stage.gate.watch(world.tenantId);
  let answer: Answer | null = null;
  for (const boundary of boundaries) {
    const isReached = await arm(stage, world, boundary, { since, delayMs: attack.delayMs });
    const asking = answer
      ? Promise.resolve()
      : insist(stage, flow, world).then(
          (given) => {
            answer = given;
          },
          () => {},
        );
    if (!(await waitFor(stage, world, isReached, () => answer !== null))) {
      await disarm(stage, world);
      return outcome('not reached');
    }
    await attack.strike();
    await disarm(stage, world);
    await asking;
    await stage.start();
  }
  try {
    const last = answer ?? (await insist(stage, flow, world));
    const isGone = last.status === 404 && flow.request(world).method === 'DELETE';
    if (last.status >= 300 && !isGone) throw new Error(`the repeat is answered ${JSON.stringify(last.body)}`);
    await finish(stage, world);
    await flow.verify?.(stage, world, last);
    const found = await endStateOf(stage, world, since);
    const differences = compare(allowed(end, flow), allowed(found, flow));
    if (flow.channel && told() === 0) differences.push(`nothing was told to ${flow.channel}`);
    return differences.length === 0 ? outcome('finished') : outcome('wrong', differences.join('\n'));
  } catch (error) {
    return outcome('wrong', error instanceof Error ? error.message : String(error));
  }
}

type ArmOptions = { since: number; delayMs: number };

/** Puts the obstacle in the way; what it returns says whether the process stands before it. */
async function arm(stage: Stage, world: World, boundary: Boundary, options: ArmOptions) {
  if (boundary.kind === 'write') {
    await stage.gate.stopAt(world.tenantId, boundary.n);
    return stage.gate.isReached;
  }
  if ('channel' in boundary) {
    let here = false;
    const server = boundary.channel === 'feishu' ? stage.feishu : stage.mail;
    void server.hold(boundary.kind).then(() => {
      here = true;
    });
    return async () => here;
  }
  return holdCall(stage, world, boundary, options);
}

const FAULTS = { before: 'timeout_before_effect', after: 'timeout_after_effect', upon: 'delay' } as const;

/** Lets the cloud keep its answer to a call. */
async function holdCall(
  stage: Stage,
  world: World,
  { kind, service, action, nth }: Extract<Boundary, { nth: number }>,
  { since, delayMs }: ArmOptions,
) {
  const { control } = stage.sandbox;
  const { account } = world;
  const delay = kind === 'upon' ? { delayMs } : {};
  const before = await callsOf(stage, world, since);
  // What was carried out before an earlier cut is not asked for again.
  const done = before.filter((call) => call.done && call.service === service && call.action === action);
  const skip = Math.max(0, nth - done.length);
  await control.fault({ kind: FAULTS[kind], account, service, action, skip, ...delay });
  return async () => {
    if ((await control.faults({ account })).faults.length > 0) return false;
    // Taken up, which is before the effect; the log tells when that is there.
    const unanswered = (await callsOf(stage, world, before.at(-1)?.number ?? since)).filter(
      (c) => c.status === 0,
    );
    return kind === 'upon' || unanswered.length > 0;
  };
}

async function disarm(stage: Stage, { tenantId, account }: World): Promise<void> {
  await stage.gate.dismiss(tenantId);
  await stage.sandbox.control.clearFaults({ account });
}

/** False when the flow came to its end without getting there. */
async function waitFor(
  stage: Stage,
  world: World,
  isReached: () => Promise<boolean>,
  isAnswered: () => boolean,
): Promise<boolean> {
  let reached = false;
  let looks = 0;
  await until(async () => {
    reached = await isReached();
    if (reached) return true;
    looks += 1;
    if (!isAnswered()) return false;
    if (looks % 20 === 0) await stage.passTime();
    return isQuiet(stage, world);
  }, 60);
  return reached;
}

/** What a client does that got no answer: the same again, later if it is told to or the server is in trouble. */
async function insist(stage: Stage, flow: Flow, world: World): Promise<Answer> {
  for (let attempts = 1; ; attempts += 1) {
    const answer = await send(stage, flow, world);
    const isOver = !answer.headers.has('retry-after') && answer.status < 500;
    if (isOver || attempts === 10) return answer;
    await stage.passTime();
  }
}

/** How many messages of this world its channel has taken. */
function toldSoFar(stage: Stage, { channel }: Flow, { farm }: World): () => number {
  const mine = (text: string) => text.includes(farm.userName);
  return () =>
    channel === 'feishu'
      ? stage.feishu.titles.filter(mine).length
      : stage.mail.inbox.filter(({ subject }) => mine(subject)).length;
}

type Counts = Record<string, number>;

/**
 * What may differ after a crash. A key whose answer was lost is deleted and another one made: an effect more, told and on
 * record. A password that nobody has seen is set anew.
 */
function allowed(state: EndState, { keyed }: Flow): EndState {
  const { 'access-key.lost-answer-resolved': _, ...audit } = state.audit as Counts;
  const effects = { ...(state.effects as Counts) };
  const deleted = effects['iam:DeleteAccessKey'] ?? 0;
  delete effects['iam:DeleteAccessKey'];
  if (deleted > 0) {
    effects['iam:CreateAccessKey'] = (effects['iam:CreateAccessKey'] ?? 0) - deleted;
    effects['iam:UpdateAccessKey'] = (effects['iam:UpdateAccessKey'] ?? 0) - deleted;
    if (effects['iam:UpdateAccessKey'] === 0) delete effects['iam:UpdateAccessKey'];
  }
  if (effects['iam:CreateLoginProfile']) delete effects['iam:UpdateLoginProfile'];
  // Without a key that keeps it, an answer may have left or not when the process dies just then: that is said.
  const { given = 0, unclear = 0 } = state.claims as Counts;
  const expected = keyed ? ['access_key_lost info'] : ['access_key_lost info', 'access_key_lost warning'];
  const alerts = (state.alerts as string[]).filter((line) => !expected.includes(line));
  const claims = { given: keyed ? given : given + unclear };
  // The same for the name of a finished creation: it is let go a day later.
  const namesTaken = keyed ? state.namesTaken : 0;
  return { ...state, audit, effects, alerts, claims, namesTaken };
}

function compare(expected: EndState, found: EndState): string[] {
  return Object.keys(expected).flatMap((part) =>
    isDeepStrictEqual(expected[part], found[part])
      ? []
      : [`${part}: ${JSON.stringify(found[part])} instead of ${JSON.stringify(expected[part])}`],
  );
}
