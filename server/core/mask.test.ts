import { expect, test } from 'vitest';
import { mask, maskText } from './mask.ts';

test('fields that hold secrets are cut out at any depth, flags and figures of the same name stay', () => {
  const credential = { accessKeyId: 'id', secretAccessKey: 'x' };
  expect(
    mask({
      a: [{ b: { c: { password: 'x', 'api-key': 'x', refresh_token: 'x' } } }],
      credential,
      config: { url: 'x' },
      Authorization: 'x',
      accessKey: true,
      tokens: 120,
      passwordSet: 'yes',
      secret: '',
      note: null,
    }),
  ).toEqual({
    a: [{ b: { c: { password: '[redacted]', 'api-key': '[redacted]', refresh_token: '[redacted]' } } }],
    credential: '[redacted]',
    config: '[redacted]',
    Authorization: '[redacted]',
    accessKey: true,
    tokens: 120,
    passwordSet: 'yes',
    secret: '',
    note: null,
  });
});

test.each([
  ['key AKLTYmQxZTAwMDAwMDAw is refused', 'key AKLTYmQx[redacted] is refused'],
  [`ag_live_0123456789ab_${'k'.repeat(43)}0a1b2c3d`, 'ag_live_0123456789ab_[redacted]'],
  ['authorization: Bearer abcdefghijklmnop', 'authorization: Bearer [redacted]'],
  ['postgresql://airgate:pa55word@db/airgate', 'postgresql://airgate:[redacted]@db/airgate'],
  [
    'POST https://open.feishu.cn/open-apis/bot/v2/hook/0a1b-2c 400',
    'POST https://open.feishu.cn/open-apis/bot/v2/hook/[redacted] 400',
  ],
  ['https://hooks.slack.com/services/T0/B0/x', 'https://hooks.slack.com/services/[redacted]'],
  ['sk-live0123456789abcdefgh', 'sk-li[redacted]'],
  ['signed by whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'signed by whsec_[redacted]'],
  [
    'see https://airgate.example:3000/alerts and mail a@b.example',
    'see https://airgate.example:3000/alerts and mail a@b.example',
  ],
])('a text without its secret: %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test('what nests without end is cut off, errors and dates stay whole', () => {
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  expect(JSON.stringify(mask(endless))).toContain('…');
  const at = new Date(0);
  const error = new Error('no');
  expect(mask({ at, error })).toEqual({ at, error });
});
