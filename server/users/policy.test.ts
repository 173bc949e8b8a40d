import { expect, test } from 'vitest';
import { callerAddress, returnPath } from './policy.ts';

test('the address is what the nearest proxy wrote, not what the client claims', () => {
  expect(callerAddress({ 'x-forwarded-for': '1.2.3.4, 198.51.100.7' })).toBe('198.51.100.7');
  expect(callerAddress({ 'x-forwarded-for': '::FFFF:127.0.0.1' })).toBe('127.0.0.1');
  expect(callerAddress({ 'x-forwarded-for': ['1.1.1.1', '2001:DB8::1'] })).toBe('2001:db8::1');
});

test('a request without one has no address', () => {
  expect(callerAddress({})).toBeNull();
  expect(callerAddress({ 'x-forwarded-for': ' ' })).toBeNull();
});

test.each([
  ['/acme/alerts?state=open', '/acme/alerts?state=open'],
  ['acme', '/acme'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['http://', '/'],
])('after signing in, %j leads to %s', (wish, path) => {
  expect(returnPath(wish)).toBe(path);
});
