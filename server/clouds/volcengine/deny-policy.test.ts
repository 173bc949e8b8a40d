import { expect, test } from 'vitest';
import { deniesAll } from './deny-policy.ts';

const of = (...statements: unknown[]) => JSON.stringify({ Statement: statements });
const all = { Effect: 'Deny', Action: ['*'], Resource: ['*'] };

test.each([
  ['the one AirGate writes', of(all)],
  ['written with single values', of({ Effect: 'Deny', Action: '*', Resource: '*' })],
  ['beside something that allows, since deny wins', of({ ...all, Effect: 'Allow' }, all)],
])('a document denies everything: %s', (_name, document) => {
  expect(deniesAll(document)).toBe(true);
});

test.each([
  ['only some actions', of({ ...all, Action: ['ecs:*'] })],
  ['only some resources', of({ ...all, Resource: ['trn:ecs:*'] })],
  ['only under a condition', of({ ...all, Condition: { IpAddress: {} } })],
  ['an allowance', of({ ...all, Effect: 'Allow' })],
  ['nothing', of()],
  ['no JSON', 'Deny *'],
  ['an empty text', ''],
])('a document does not deny everything: %s', (_name, document) => {
  expect(deniesAll(document)).toBe(false);
});
