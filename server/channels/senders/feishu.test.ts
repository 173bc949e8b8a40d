import { expect, test } from 'vitest';
import { feishuCard, feishuSign } from './feishu.ts';

// Known values: the key is `timestamp\nsecret` and the message is empty, unlike most signatures.
test.each([
  [1599360473, 'demo', 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8='],
  [1772352550, 'AirGateFeishuSecret', 'N/UAgoGu3Rqk+TmVqxZ4LAp0nG/t6v6XKVfieM2zSe8='],
])('a Feishu signature at %i agrees with the known value', (timestamp, secret, sign) => {
  expect(feishuSign(timestamp, secret)).toBe(sign);
});

test('a name cannot smuggle a link or a mention into a card', () => {
  const card = feishuCard({
    id: 'dlv_1',
    severity: 'critical',
    title: 'x',
    facts: [{ label: 'Sub-account', value: '[click](https://evil.example) <at id=all></at>' }],
    link: null,
    footer: 'AirGate',
    event: {
      type: 'test',
      occurredAt: new Date('2026-11-20T08:00:00Z'),
      subject: 'x',
      tenant: { id: 'ten_1', slug: 'acme', name: 'Acme' },
      alertId: null,
      subAccount: null,
      cloudAccountId: null,
      details: {},
    },
  });
  const text = JSON.stringify(card.card.elements[0]);
  expect(text).not.toContain('](');
  expect(text).not.toContain('<at');
  expect(card.card.header.template).toBe('red');
});
