import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { looksLikeApiKey, newApiKey } from '#server/core/api-key.ts';
import { maskText } from '#server/core/mask.ts';

const page = readFileSync('docs/api-keys.md', 'utf8');
const [, documented = ''] = /```regexp\n(.+)\n```/.exec(page) ?? [];
const scanner = () => new RegExp(documented, 'g');
const make = (isDemo = false) => newApiKey(newId('key'), { isDemo }).secret;

test('the documented expression finds every key that is made, wherever it stands', () => {
  for (let i = 0; i < 2_000; i++) {
    const secret = make(i % 2 === 1);
    for (const text of [
      secret,
      `AIRGATE_KEY=${secret}`,
      `"${secret}"`,
      `Bearer ${secret}\n`,
      `x ${secret}, y`,
    ])
      expect(text.match(scanner())).toEqual([secret]);
    expect(looksLikeApiKey(secret)).toBe(true);
  }
});

test('it finds nothing that only resembles one', () => {
  const secret = make();
  const near = [
    secret.slice(0, -1),
    `${secret}0`,
    `${secret}_`,
    `my${secret}`,
    secret.replace('ag_live', 'ag_test'),
    secret.replace('ag_live', 'AG_LIVE'),
    secret.replace(/^(ag_live_)./, '$1G'),
    secret.replace(/^(ag_live_.{12})_/, '$1-'),
    secret.replace(/.$/, 'g'),
    secret.replace(/^(.{30})./, '$1.'),
    newApiKey(newId('key'), { isDemo: false }).hint,
  ];
  expect(near.filter((text) => scanner().test(text))).toEqual([]);
});

test('what it finds is told from a key by the checksum, so is a key with any one character changed', () => {
  const secret = make();
  for (let at = 21; at < secret.length; at++) {
    const other = secret[at] === '0' ? '1' : '0';
    expect(looksLikeApiKey(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
  }
});

test('the example of the page has the form of a key and is none', () => {
  const [example = ''] = page.match(scanner()) ?? [];
  expect(example).toMatch(/^ag_live_/);
  expect(looksLikeApiKey(example)).toBe(false);
});

test('logs show a key up to its id, of demo tenants too', () => {
  for (const secret of [make(), make(true)])
    expect(maskText(`key ${secret}`)).toBe(`key ${secret.slice(0, 20)}_[redacted]`);
});
