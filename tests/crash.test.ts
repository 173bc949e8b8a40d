// The whole process, killed in the middle of what it does: a sample of the boundaries that `npm run crash` goes through.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Boundary, kinds, type Recording, record } from './crash/boundaries.ts';
import { crash } from './crash/crash.ts';
import { type Flow, flows } from './crash/flows.ts';
import { shuffled } from './crash/shuffle.ts';
import { openStage, type Stage } from './crash/stage.ts';

const SEED = 20261120;

let stage: Stage;
let recordings: Map<Flow, Recording>;
let sample: Map<Flow, Boundary>;
beforeAll(async () => {
  stage = await openStage(process.env.DATABASE_URL ?? '');
  await stage.start();
  recordings = await record(stage, flows);
  sample = sampleOf(recordings);
}, 60_000);
afterAll(() => stage.close());

/** One boundary of every flow, and among them one of every kind. */
function sampleOf(all: Map<Flow, Recording>): Map<Flow, Boundary> {
  const chosen = new Map<Flow, Boundary>();
  const covered = new Set<string>();
  // Those with kinds that few have come first.
  const byRareness = [...all].sort(([, a], [, b]) => kindsOf(b.boundaries).size - kindsOf(a.boundaries).size);
  for (const [flow, { boundaries }] of byRareness) {
    const drawn = shuffled(boundaries, SEED);
    const boundary = drawn.find(({ kind }) => !covered.has(kind)) ?? drawn[0];
    if (!boundary) throw new Error(`${flow.name} has no boundary`);
    covered.add(boundary.kind);
    chosen.set(flow, boundary);
  }
  return chosen;
}

const kindsOf = (boundaries: readonly Boundary[]) => new Set(boundaries.map(({ kind }) => kind));

async function cut(flow: Flow, boundaries: readonly Boundary[]) {
  const recording = recordings.get(flow);
  if (!recording) throw new Error(`${flow.name} was not recorded`);
  const { result, detail, boundary } = await crash(stage, flow, boundaries, recording);
  return { boundary, result, detail };
}

const finished = { result: 'finished', detail: '' };

test('the sample has every kind of boundary, and every step of a flow is one', () => {
  expect([...kindsOf([...sample.values()])].sort()).toEqual([...kinds].sort());
  const cutOff = flows.find(({ name }) => name === 'cut-off');
  const labels = cutOff && recordings.get(cutOff)?.boundaries.map(({ label }) => label);
  for (const action of [
    'iam:AttachUserPolicy',
    'iam:UpdateAccessKey',
    'iam:UpdateLoginProfile',
    'ark:UpdateApiKey',
    'ark:StopEndpoint',
  ])
    expect(labels).toEqual(expect.arrayContaining([`before ${action}`, `after ${action}`]));
});

test.each(flows.map((flow) => [flow.name, flow] as const))(
  '%s ends as if nothing had been, when its process is killed in the middle',
  async (_name, flow) => {
    const boundary = sample.get(flow);
    expect(await cut(flow, boundary ? [boundary] : [])).toMatchObject(finished);
  },
  60_000,
);

test('a cut-off whose process is killed again and again does everything once', async () => {
  const flow = flows.find(({ name }) => name === 'cut-off');
  const calls = flow && recordings.get(flow)?.boundaries.filter(({ kind }) => kind === 'after');
  if (!flow || !calls) throw new Error('there is no such flow');
  expect(await cut(flow, calls.slice(0, 3))).toMatchObject(finished);
}, 60_000);
