import type { AlertType, Severity } from '#lib/alerts.ts';

/** Checks a message in Node.js; the same text stands in docs/webhooks.md. */
export const verifyInNode = `import { createHmac, timingSafeEqual } from 'node:crypto';

/** \`body\` is the text as it came; throws unless AirGate signed it within the last five minutes. */
export function verifyWebhook(secret, headers, body) {
  const id = headers['webhook-id'];
  const time = headers['webhook-timestamp'];
  const fresh = Math.abs(Date.now() / 1000 - Number(time)) <= 300;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const hmac = createHmac('sha256', key).update(\`\${id}.\${time}.\${body}\`).digest('base64');
  const expected = Buffer.from(\`v1,\${hmac}\`);
  const signed = headers['webhook-signature'].split(' ').some((text) => {
    const given = Buffer.from(text);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!fresh || !signed) throw new Error('This is not from AirGate.');
  return JSON.parse(body);
}
`;

/** The same in Python. */
export const verifyInPython = `import base64, hashlib, hmac, json, time

def verify_webhook(secret, headers, body):
    """body is the bytes as they came; raises unless AirGate signed them within the last five minutes."""
    id, sent = headers["webhook-id"], headers["webhook-timestamp"]
    fresh = abs(time.time() - int(sent)) <= 300
    key = base64.b64decode(secret.replace("whsec_", ""))
    mac = hmac.new(key, f"{id}.{sent}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(mac).decode()
    given = headers["webhook-signature"].split(" ")
    if not fresh or not any(hmac.compare_digest(expected, text) for text in given):
        raise ValueError("This is not from AirGate.")
    return json.loads(body)
`;

const quota = {
  userName: 'render-farm',
  spent: '83.20',
  granted: '100.00',
  currency: 'CNY',
  shareBp: 8320,
  projects: [{ name: 'movie-one', amount: '83.20' }],
};

/** Details as alerts of a type carry them; the ones about quotas are the usual case. */
function detailsOf(type: AlertType): object {
  if (type === 'quota_step') return { step: 80, ...quota };
  if (type === 'quota_reached') return { step: 100, ...quota, spent: '100.40', shareBp: 10_040 };
  if (type === 'unattributed_spending')
    return { day: '2026-11-20', amount: '12.50', currency: 'CNY', cloudAccount: 'Production' };
  return { userName: 'render-farm' };
}

type Example = {
  type: AlertType;
  severity: Severity;
  subject: string;
  tenant: { slug: string; name: string };
  origin: string;
};

/** The body of a webhook, as docs/webhooks.md describes it. */
export function exampleBody({ type, severity, subject, tenant, origin }: Example) {
  const id = (prefix: string, end: number) => `${prefix}_0199a3c4d5e67f8091a2b3c4d5e6f7${end}`;
  return {
    version: 1,
    id: id('dlv', 10),
    type,
    severity,
    occurredAt: '2026-11-20T08:00:00.000Z',
    subject,
    tenant: { id: id('ten', 11), ...tenant },
    alertId: id('alr', 12),
    subAccount: { id: id('sub', 13), name: 'render-farm' },
    cloudAccountId: id('cla', 14),
    details: detailsOf(type),
    link: `${origin}/${tenant.slug}/sub-accounts/${id('sub', 13)}`,
  };
}

/** The whole request, short enough to read. */
export function exampleRequest(example: Example): string {
  const body = exampleBody(example);
  return `POST /hooks/airgate
webhook-id: ${body.id}
webhook-timestamp: 1795161600
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

${JSON.stringify(body, null, 2)}
`;
}
