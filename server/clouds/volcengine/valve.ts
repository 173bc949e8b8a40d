/** The valve: snapshot, apply, revert, verify – the same four moves over every step. */
import {
  type AccessSnapshot,
  CloudError,
  type Finding,
  type SnapshotItem,
  type StepEvidence,
  type Valve,
} from '#server/clouds/provider.ts';
import { type OpenApi, recording } from './client.ts';
import { isPassing } from './errors.ts';
import { isCaller, resolveUser } from './users.ts';
import { type Item, type State, type Step, steps, type Target } from './valve-steps.ts';

/** Waits before each read-back, in ms: a change may take a moment to show. */
const usualWaits: readonly number[] = [0, 250, 500, 1_000, 2_000];

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const keyOf = (item: { id: string; project?: string }) => JSON.stringify([item.project ?? '', item.id]);

type Wanted = { item: Item; state: State };

function stepOf(name: string): Step {
  const step = steps.get(name);
  if (step) return step;
  throw new CloudError('invalid', { code: 'unknown_step', message: `no such step: ${name}`, action: name });
}

async function targetOf(
  api: OpenApi,
  user: { id: string; name: string },
  projects: readonly string[],
): Promise<Target> {
  const found = await resolveUser(api, user);
  return { user: found?.name ?? null, projects };
}

/** Switches what is not as wanted. What vanishes meanwhile, or refuses because of its state, is left to the read-back. */
async function switchAll(api: OpenApi, step: Step, target: Target, wanted: readonly Wanted[]) {
  const changed: StepEvidence['changed'] = [];
  const refusals: string[] = [];
  for (const { item, state } of wanted) {
    if (item.state === state) continue;
    try {
      await step.set(api, target, item, state);
      changed.push({ id: item.id, label: item.label });
    } catch (error) {
      if (!(error instanceof CloudError) || !['not_found', 'conflict'].includes(error.kind)) throw error;
      refusals.push(error.code);
    }
  }
  return { changed, refusals };
}

/** Reads until `wrong` finds nothing; throws when it still does at the end, naming what the cloud had refused. */
async function readBack(
  name: string,
  read: () => Promise<Item[]>,
  wrong: (items: Item[]) => Item[],
  refusals: readonly string[],
  waits: readonly number[],
) {
  let left: Item[] = [];
  for (const wait of waits) {
    if (wait > 0) await sleep(wait);
    const items = await read();
    left = wrong(items);
    if (left.length === 0) return items;
  }
  const because = refusals.length > 0 ? ` (refused: ${refusals.join(', ')})` : '';
  throw new CloudError('transient', {
    code: 'read_back_differs',
    message: `${name}: still not as set: ${left.map((item) => item.id).join(', ')}${because}`,
    action: name,
    effectUnknown: true,
  });
}

function observe(items: readonly Item[], snapshot: readonly SnapshotItem[]): StepEvidence['observed'] {
  const there = new Set(items.map(keyOf));
  const gone = snapshot.filter((item) => !there.has(keyOf(item)));
  return [
    ...items.map(({ id, label, state }) => ({ id, label, state })),
    ...gone.map(({ id, label }) => ({ id, label, state: 'gone' as const })),
  ];
}

/** Brings one step to a wanted state, reads it back and proves it. */
async function move(
  api: OpenApi,
  name: string,
  snapshot: AccessSnapshot,
  want: (items: readonly Item[], step: Step) => Wanted[],
  waits: readonly number[],
): Promise<StepEvidence> {
  const step = stepOf(name);
  const { api: recorded, requestIds } = recording(api);
  const target = await targetOf(recorded, snapshot.user, snapshot.projects);
  const read = () => step.read(recorded, target);
  const before = await read();
  const { changed, refusals } = await switchAll(recorded, step, target, want(before, step));
  const wrong = (items: Item[]) =>
    want(items, step)
      .filter(({ item, state }) => item.state !== state)
      .map(({ item }) => item);
  const after = await readBack(name, read, wrong, refusals, waits);
  return { changed, observed: observe(after, snapshot.items[name] ?? []), requestIds };
}

/** What the cut-off turned off according to the snapshot, and so what a restore turns on again. */
function restored(items: readonly Item[], step: Step, snapshot: readonly SnapshotItem[]): Wanted[] {
  const was = new Map(snapshot.map((item) => [keyOf(item), item.was]));
  return items.flatMap((item) => {
    const state = was.get(keyOf(item));
    return state === undefined || state === step.cut ? [] : [{ item, state }];
  });
}

function findingsOf(name: string, step: Step, items: readonly Item[], snapshot: AccessSnapshot): Finding[] {
  const known = new Set((snapshot.items[name] ?? []).map(keyOf));
  return items
    .filter((item) => item.state !== step.cut)
    .map((item) => {
      const kind = known.has(keyOf(item)) ? 'back_on' : 'new';
      const what = kind === 'new' ? 'appeared after the cut-off' : 'is no longer cut off';
      return {
        step: name,
        kind,
        id: item.id,
        label: item.label,
        ...(item.project === undefined ? {} : { project: item.project }),
        message: `${name}: ${item.label} ${what}`,
      };
    });
}

/** A refusal that trying again will not change: the step cannot be checked with this credential. */
function unverified(name: string, error: unknown): Finding {
  if (!(error instanceof CloudError) || isPassing(error) || error.kind === 'auth') throw error;
  const message = `${name}: could not be checked (${error.code})`;
  return { step: name, kind: 'unverified', id: '', label: error.code, message };
}

export function valveOf(api: OpenApi, now: () => Date, waits = usualWaits): Valve {
  return {
    steps: [...steps.keys()],

    async snapshot(user, projects) {
      const found = await resolveUser(api, user);
      if (!found) {
        throw new CloudError('not_found', {
          code: 'UserNotExist',
          message: 'the user to cut off is not in the account',
          action: 'snapshot',
        });
      }
      if (await isCaller(api, found)) {
        throw new CloudError('denied', {
          code: 'own_user',
          message: 'this user owns the credential that would cut it off',
          action: 'snapshot',
        });
      }
      const target: Target = { user: found.name, projects };
      const items: AccessSnapshot['items'] = {};
      for (const [name, step] of steps) {
        items[name] = (await step.read(api, target)).map(({ state, ...item }) => ({ ...item, was: state }));
      }
      return {
        user: { id: found.id, name: found.name },
        takenAt: now().toISOString(),
        projects: [...projects],
        items,
      };
    },

    apply: (name, snapshot) =>
      move(api, name, snapshot, (items, step) => items.map((item) => ({ item, state: step.cut })), waits),

    revert: (name, snapshot) =>
      move(api, name, snapshot, (items, step) => restored(items, step, snapshot.items[name] ?? []), waits),

    async verify(snapshot, projects) {
      const target = await targetOf(api, snapshot.user, projects);
      const findings: Finding[] = [];
      for (const [name, step] of steps) {
        try {
          findings.push(...findingsOf(name, step, await step.read(api, target), snapshot));
        } catch (error) {
          findings.push(unverified(name, error));
        }
      }
      return findings;
    },
  };
}
