import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { newSigningSecret, signatureOf } from '#server/channels/service/signed-post.ts';
import { read } from '#tests/source-files.ts';
import type { Message } from './message.ts';
import { webhookBody } from './webhook.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'airgate-webhook-'));
/** The last block of a language: of the two bodies that of alerts. */
const documented = (language: string) =>
  Array.from(
    read('docs/webhooks.md').matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm')),
    ([, text = '']) => text,
  ).at(-1) ?? '';

// Known values of the Standard Webhooks libraries.
test('a signature agrees with the known value', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
  expect(signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', message)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('secrets are of 32 bytes and never the same', () => {
  const [a, b] = [newSigningSecret(), newSigningSecret()];
  expect(a).not.toBe(b);
  expect(Buffer.from(a.replace('whsec_', ''), 'base64')).toHaveLength(32);
});

const message: Message = {
  id: 'dlv_0199a3c4d5e67f8091a2b3c4d5e6f708',
  severity: 'warning',
  title: '[AirGate] render-farm has spent 80% of its quota',
  facts: [],
  link: {
    label: 'Open',
    url: 'https://airgate.example.com/acme/sub-accounts/sub_0199a3c4d5e67f8091a2b3c4d5e6f703',
  },
  footer: 'AirGate',
  event: {
    type: 'quota_step',
    occurredAt: new Date('2026-11-20T08:00:00Z'),
    subject: 'render-farm has spent 80% of its quota',
    tenant: { id: 'ten_0199a3c4d5e67f8091a2b3c4d5e6f701', slug: 'acme', name: 'Acme' },
    alertId: 'alr_0199a3c4d5e67f8091a2b3c4d5e6f702',
    subAccount: { id: 'sub_0199a3c4d5e67f8091a2b3c4d5e6f703', name: 'render-farm' },
    cloudAccountId: 'cla_0199a3c4d5e67f8091a2b3c4d5e6f704',
    details: {
      step: 80,
      userName: 'render-farm',
      spent: '83.20',
      granted: '100.00',
      currency: 'CNY',
      shareBp: 8320,
      projects: [{ name: 'movie-one', amount: '83.20' }],
    },
  },
};

test('the body is the documented one, field by field and in this order', () => {
  expect(JSON.stringify(JSON.parse(documented('json')))).toBe(webhookBody(message));
});

type Case = { secret: string; headers: Record<string, string>; body: string };

/** A signed message as a receiver gets it; what it carries may be changed afterwards. */
function signed(change: Partial<Case> = {}, { secondsOld = 0, secrets = 1 } = {}): Case {
  const own = Array.from({ length: secrets }, newSigningSecret);
  const body = webhookBody(message);
  const timestamp = Math.floor(Date.now() / 1000) - secondsOld;
  const { id } = message;
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': own.map((secret) => signatureOf(secret, { id, timestamp, body })).join(' '),
  };
  return { secret: own.at(-1) ?? '', headers, body, ...change };
}

const good = () => [signed(), signed({}, { secrets: 2 }), signed({}, { secondsOld: 290 })];
const bad = () => {
  const one = signed();
  const later = String(Number(one.headers['webhook-timestamp']) + 1);
  return [
    { ...one, body: one.body.replace('83.20', '13.20') },
    { ...one, secret: newSigningSecret() },
    { ...one, headers: { ...one.headers, 'webhook-id': 'dlv_another' } },
    { ...one, headers: { ...one.headers, 'webhook-timestamp': later } },
    { ...one, headers: { ...one.headers, 'webhook-signature': 'v1,' } },
    { ...one, headers: { ...one.headers, 'webhook-signature': '' } },
    signed({}, { secondsOld: 301 }),
    signed({}, { secondsOld: -400 }),
  ];
};

const programs = {
  js: {
    file: 'receiver.mjs',
    command: process.execPath,
    main: `
const cases = JSON.parse(await new Response(process.stdin).text());
const verdict = ({ secret, headers, body }) => {
  try { return verifyWebhook(secret, headers, body).type; } catch (error) { return error.message; }
};
console.log(JSON.stringify(cases.map(verdict)));
`,
  },
  python: {
    file: 'receiver.py',
    command: 'python3',
    main: `
import sys
def verdict(case):
    try:
        return verify_webhook(case["secret"], case["headers"], case["body"].encode())["type"]
    except ValueError as error:
        return str(error)
print(json.dumps([verdict(case) for case in json.load(sys.stdin)]))
`,
  },
};

const runs = (command: string) => {
  try {
    return Boolean(execFileSync(command, ['--version']));
  } catch {
    return false;
  }
};

// Python is on most machines, but AirGate does not need it.
const languages = (['js', 'python'] as const).filter((language) => runs(programs[language].command));

describe.each(languages)('the documented receiver in %s', (language) => {
  const { file, command, main } = programs[language];
  const verdicts = async (cases: Case[]): Promise<string[]> => {
    const path = join(folder, file);
    writeFileSync(path, documented(language) + main);
    const child = run(command, [path]);
    child.child.stdin?.end(JSON.stringify(cases));
    return JSON.parse((await child).stdout);
  };

  test('takes what AirGate signed and nothing else', async () => {
    expect(await verdicts(good())).toEqual(good().map(() => 'quota_step'));
    expect(await verdicts(bad())).toEqual(bad().map(() => 'This is not from AirGate.'));
  });
});
