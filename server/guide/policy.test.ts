import { expect, test } from 'vitest';
import { type Facts, guideStage, guideSteps } from './policy.ts';
import type { GuideStepState } from './schema.ts';

const nothing: Facts = {
  cloudAccount: null,
  check: null,
  subAccount: null,
  project: null,
  quota: null,
  alerts: [{ fired: false }, { fired: false }],
  sagas: [],
};
const fault = { reason: 'cloud_timeout', params: {} };
const connected = { ...nothing, cloudAccount: { provider: 'sandbox', failing: null } };
const setUp = {
  ...connected,
  subAccount: { state: 'active' },
  project: { state: 'active', fault: null },
  quota: { granted: 100n, spent: 0n },
};
const spending = { ...setUp, quota: { granted: 100n, spent: 60n } };
const cutOffDone = { kind: 'cut_off', state: 'done', fault: null };

/** The states as one letter each. */
const shown = (facts: Facts) => {
  const letters: Record<GuideStepState, string> = {
    waiting: '.',
    ready: '>',
    running: '~',
    done: '+',
    failed: '!',
  };
  return guideSteps(facts)
    .map(({ state }) => letters[state])
    .join('');
};

test.each<[string, Facts, string, string]>([
  ['an empty tenant begins with connecting', nothing, '>.......', 'begin'],
  ['a connected one goes on to its first sub-account', connected, '+>......', 'set_up'],
  [
    'a cloud that stopped answering is said where it was connected',
    { ...setUp, cloudAccount: { provider: 'sandbox', failing: fault } },
    '!+++....',
    'try',
  ],
  [
    'a project that is being attached is under way',
    { ...connected, subAccount: { state: 'active' }, project: { state: 'attaching', fault: null } },
    '++~.....',
    'set_up',
  ],
  [
    'a project that the cloud refused has failed',
    { ...connected, subAccount: { state: 'active' }, project: { state: 'failed', fault } },
    '++!.....',
    'set_up',
  ],
  ['with a quota the rest can be tried in a sandbox', setUp, '++++>...', 'try'],
  [
    'and is finished where the money is real',
    { ...setUp, cloudAccount: { provider: 'volcengine', failing: null } },
    '++++>...',
    'finished',
  ],
  [
    'a check under way is the step that waits for it',
    { ...setUp, check: { state: 'running', fault: null } },
    '++++~...',
    'try',
  ],
  ['a check that failed is too', { ...spending, check: { state: 'failed', fault } }, '+++++!..', 'try'],
  [
    'the alerts are done when every step has fired',
    { ...spending, alerts: [{ fired: true }, { fired: true }] },
    '++++++>.',
    'try',
  ],
  [
    'at the limit the cut-off is under way before its job has begun',
    { ...spending, quota: { granted: 100n, spent: 101n }, alerts: [{ fired: true }] },
    '++++++~.',
    'try',
  ],
  [
    'a cut-off that stopped has failed',
    {
      ...spending,
      alerts: [{ fired: true }],
      subAccount: { state: 'cutting_off' },
      sagas: [{ kind: 'cut_off', state: 'failed', fault }],
    },
    '++++++!.',
    'try',
  ],
  [
    'after a cut-off by hand no spending is missing any more',
    { ...setUp, subAccount: { state: 'cut_off' }, sagas: [cutOffDone] },
    '+++++++>',
    'try',
  ],
  [
    'a restore is followed to its end',
    {
      ...setUp,
      subAccount: { state: 'restoring' },
      sagas: [{ kind: 'restore', state: 'running', fault: null }, cutOffDone],
    },
    '+++++++~',
    'try',
  ],
  [
    'and then everything was seen, also when it is cut off again',
    {
      ...setUp,
      subAccount: { state: 'cut_off' },
      sagas: [cutOffDone, { kind: 'restore', state: 'done', fault: null }, cutOffDone],
    },
    '++++++++',
    'finished',
  ],
])('%s', (_, facts, letters, stage) => {
  expect(shown(facts)).toBe(letters);
  expect(guideStage(facts, guideSteps(facts))).toBe(stage);
});

test('only a step that has failed says why', () => {
  const steps = guideSteps({ ...spending, check: { state: 'failed', fault } });
  expect(steps.flatMap(({ id, fault }) => (fault ? [id] : []))).toEqual(['alerts']);
});
