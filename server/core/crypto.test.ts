import { expect, test } from 'vitest';
import { decrypt, derive, encrypt, parseKeyRing } from './crypto.ts';

test('a text opens with its own context only, and not after any change', () => {
  const sealed = encrypt('secret 密钥', 'channel:chn_1');
  expect(decrypt(sealed, 'channel:chn_1')).toBe('secret 密钥');
  expect(() => decrypt(sealed, 'channel:chn_2')).toThrow();
  const [version, id, iv, tag, body = ''] = sealed.split('.');
  const flipped = `${body.startsWith('A') ? 'B' : 'A'}${body.slice(1)}`;
  expect(() => decrypt([version, id, iv, tag, flipped].join('.'), 'channel:chn_1')).toThrow();
});

test('the same text is sealed differently each time', () => {
  expect(encrypt('x', 'c')).not.toBe(encrypt('x', 'c'));
});

test('a key ring takes one key, or several with ids, and refuses a short one', () => {
  const key = (fill: string) => Buffer.alloc(32, fill).toString('base64');
  expect(parseKeyRing(key('a'))).toHaveLength(1);
  expect(parseKeyRing(`new:${key('b')},old:${key('a')}`).map((k) => k.id)).toEqual(['new', 'old']);
  expect(() => parseKeyRing('dG9vIHNob3J0')).toThrow(/32 bytes/);
});

test('purposes have secrets of their own', () => {
  expect(derive('session')).not.toBe(derive('job executor'));
  expect(derive('session')).toBe(derive('session'));
});
