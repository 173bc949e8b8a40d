// The places at which a flow can be cut: found by watching it once undisturbed, so that a new step makes new ones.

import { until } from '#tests/process.ts';
import { callsOf, type EndState, endStateOf, isQuiet, isReading } from './end-state.ts';
import type { Flow, World } from './flows.ts';
import type { Write } from './gate.ts';
import type { Stage } from './stage.ts';

export const kinds = ['before', 'after', 'upon', 'write', 'received', 'taken'] as const;

/**
 * `before`: the call has reached the cloud and does nothing; `after`: it has done its work and no answer comes; `upon`: it
 * does its work at the moment the process dies. `write`: everything before the `n`-th transaction is on record, that one
 * and what follows is not. `received` and `taken`: a channel has not, or has, taken the message, and does not say.
 */
export type Boundary = { label: string } & (
  | { kind: 'before' | 'after' | 'upon'; service: string; action: string; nth: number }
  | { kind: 'write'; n: number }
  | { kind: 'received' | 'taken'; channel: 'feishu' | 'email' }
);

export type Recording = { end: EndState; boundaries: Boundary[] };

/** Runs flows undisturbed, side by side: how each ends, and where it can be cut. */
export async function record(stage: Stage, flows: readonly Flow[]): Promise<Map<Flow, Recording>> {
  const begun = await Promise.all(
    flows.map(async (flow) => {
      const world = await flow.prepare(stage);
      const since = await lastCall(stage, world);
      await stage.gate.watch(world.tenantId);
      const answer = await send(stage, flow, world);
      if (answer.status >= 300) throw new Error(`${flow.name}: ${JSON.stringify(answer.body)}`);
      return { flow, world, since, answer };
    }),
  );
  // Only now may time pass: it would send jobs off after requests that are still at work.
  await finish(stage, ...begun.map(({ world }) => world));
  const recordings = new Map<Flow, Recording>();
  for (const { flow, world, since, answer } of begun) {
    await flow.verify?.(stage, world, answer);
    const boundaries = [
      ...callBoundaries(flow, await callsOf(stage, world, since)),
      ...channelBoundaries(flow),
      ...writeBoundaries(flow, await stage.gate.writes(world.tenantId)),
    ];
    recordings.set(flow, { end: await endStateOf(stage, world, since), boundaries });
  }
  return recordings;
}

export async function lastCall(stage: Stage, world: World): Promise<number> {
  return (await callsOf(stage, world)).at(-1)?.number ?? 0;
}

export function send(stage: Stage, flow: Flow, world: World) {
  const { method, path, body } = flow.request(world);
  const headers: Record<string, string> = flow.keyed ? { 'idempotency-key': world.key } : {};
  return stage.ask(method, path, { secret: world.story.secret, body, headers });
}

/** Waits until everything that was set going is over; what would wait for a time is due soon. */
export async function finish(stage: Stage, ...worlds: World[]): Promise<void> {
  let looks = 0;
  await until(async () => {
    if (looks % 20 === 10) {
      await stage.gate.sweep();
      await stage.passTime();
    }
    looks += 1;
    return (await Promise.all(worlds.map((world) => isQuiet(stage, world)))).every(Boolean);
  }, 60);
}

function callBoundaries(flow: Flow, calls: { service: string; action: string }[]): Boundary[] {
  const seen = new Map<string, number>();
  return calls.flatMap((call): Boundary[] => {
    const { service, action } = call;
    const name = `${service}:${action}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    if (isReading(call) && !flow.reads) return [];
    const which = nth > 0 ? `${name} #${nth + 1}` : name;
    const at = (kind: 'before' | 'after' | 'upon'): Boundary => ({
      ...{ kind, service, action, nth },
      label: `${kind} ${which}`,
    });
    if (isReading(call)) return [at('before')];
    // What may be made twice must stand a call that comes to its effect when nobody waits for it any more.
    return [at('before'), at('after'), ...(action.startsWith('Create') ? [at('upon')] : [])];
  });
}

function channelBoundaries({ channel }: Flow): Boundary[] {
  if (!channel) return [];
  return (['received', 'taken'] as const).map((kind) => ({ kind, channel, label: `${kind} by ${channel}` }));
}

function writeBoundaries({ since }: Flow, writes: Write[]): Boundary[] {
  const first = since ? (writes.find(({ table }) => table === since)?.n ?? 1) : 1;
  const byNumber = Map.groupBy(writes, ({ n }) => n);
  return [...byNumber]
    .filter(([n]) => n >= first)
    .map(([n, rows]) => ({
      ...{ kind: 'write' as const, n },
      label: `write ${n} ${[...new Set(rows.map(({ table, op }) => `${op.toLowerCase()} ${table}`))].join(', ')}`,
    }));
}
