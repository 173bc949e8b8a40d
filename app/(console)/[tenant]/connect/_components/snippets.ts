// Programs that work as they stand, once `AIRGATE_KEY` is set: each is run by a test, word for word.
import {
  verifyInNode,
  verifyInPython,
} from '#app/(console)/[tenant]/channels/_components/webhook-example.ts';
import type { Permission } from '#lib/permissions.ts';

export const languages = ['curl', 'typescript', 'python'] as const;
export type Language = (typeof languages)[number];
export const tasks = ['list', 'allocate', 'alerts', 'webhook'] as const;
export type Task = (typeof tasks)[number];

/** What a key needs for all of them. */
export const snippetPermissions: readonly Permission[] = [
  'tenant:read',
  'sub-account:read',
  'quota:read',
  'quota:allocate',
  'alert:read',
];

type Snippets = { setup: string } & Record<Task, string>;

/** What a snippet is saved as, where that is not a shell's line. */
export const fileNames: Record<Language, Partial<Record<Task, string>>> = {
  curl: {},
  typescript: { list: 'list.mts', allocate: 'allocate.mts', alerts: 'alerts.mts', webhook: 'webhook.mjs' },
  python: { list: 'list.py', allocate: 'allocate.py', alerts: 'alerts.py', webhook: 'webhook.py' },
};

/** By language; `origin` is the installation's own address, without a slash at its end. */
export function snippetsFor(origin: string): Record<Language, Snippets> {
  return { curl: inShell(origin), typescript: inTypeScript(origin), python: inPython(origin) };
}

function inShell(origin: string): Snippets {
  const api = `${origin}/api/v1`;
  const key = '-H "Authorization: Bearer $AIRGATE_KEY"';
  return {
    setup: `export AIRGATE_KEY=ag_…
curl -sS "${api}/tenant" \\
  ${key}
`,
    list: `curl -sS "${api}/sub-accounts?limit=50" \\
  ${key}
`,
    allocate: `curl -sS -X POST "${api}/sub-accounts/$SUB_ACCOUNT_ID/allocations" \\
  ${key} \\
  -H "Idempotency-Key: order-1042" \\
  -H "Content-Type: application/json" \\
  -d '{ "amount": "100.00", "reason": "Order 1042" }'
`,
    alerts: `curl -sS "${api}/alerts?state=open&limit=50" \\
  ${key}
`,
    webhook: `# body.json is the body as it came; the rest are headers of the request.
KEY=$(printf %s "\${WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
EXPECTED=$({ printf '%s.%s.' "$WEBHOOK_ID" "$WEBHOOK_TIMESTAMP"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
AGE=$(($(date +%s) - WEBHOOK_TIMESTAMP))
case " $WEBHOOK_SIGNATURE " in
  *" v1,$EXPECTED "*) [ "\${AGE#-}" -le 300 ] && echo "This is from AirGate." ;;
  *) echo "This is not from AirGate." >&2; exit 1 ;;
esac
`,
  };
}

function inTypeScript(origin: string): Snippets {
  const start = `import { createClient } from './client.ts';

const airgate = createClient({ apiKey: process.env.AIRGATE_KEY ?? '' });
`;
  return {
    setup: `# Node.js 22.18 or newer runs TypeScript as it is.
curl -sSO "${origin}/api/v1/client.ts"
export AIRGATE_KEY=ag_…
`,
    list: `${start}
for await (const account of airgate.subAccounts.all()) {
  console.log(account.id, account.userName, account.status);
}
`,
    allocate: `${start}
const entry = await airgate.quotas.allocate(
  { subAccountId: process.env.SUB_ACCOUNT_ID ?? '', amount: '100.00', reason: 'Order 1042' },
  { idempotencyKey: 'order-1042' },
);
console.log(entry.after, entry.currency);
`,
    alerts: `${start}
for await (const alert of airgate.alerts.all({ state: 'open' })) {
  console.log(alert.severity, alert.type, alert.details);
}
`,
    webhook: `import { createServer } from 'node:http';
${verifyInNode}
createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  try {
    const message = verifyWebhook(process.env.WEBHOOK_SECRET, request.headers, body);
    response.writeHead(204).end();
    console.log(message.type, message.subject);
  } catch {
    response.writeHead(401).end();
  }
}).listen(Number(process.env.PORT ?? 8080));
`,
  };
}

function inPython(origin: string): Snippets {
  const start = `import json, os, urllib.request

def airgate(method, path, body=None, **headers):
    request = urllib.request.Request(
        "${origin}/api/v1" + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": "Bearer " + os.environ["AIRGATE_KEY"],
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)
`;
  return {
    setup: `# Python 3.9 or newer, nothing to install.
export AIRGATE_KEY=ag_…
`,
    list: `${start}
cursor = ""
while cursor is not None:
    page = airgate("GET", "/sub-accounts?limit=200" + (f"&cursor={cursor}" if cursor else ""))
    for account in page["items"]:
        print(account["id"], account["userName"], account["status"])
    cursor = page["nextCursor"]
`,
    allocate: `${start}
entry = airgate(
    "POST",
    f"/sub-accounts/{os.environ['SUB_ACCOUNT_ID']}/allocations",
    {"amount": "100.00", "reason": "Order 1042"},
    Idempotency_Key="order-1042",
)
print(entry["after"], entry["currency"])
`,
    alerts: `${start}
for alert in airgate("GET", "/alerts?state=open&limit=200")["items"]:
    print(alert["severity"], alert["type"], alert["details"])
`,
    webhook: `${verifyInPython}
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            message = verify_webhook(os.environ["WEBHOOK_SECRET"], self.headers, body)
        except ValueError:
            return self.answer(401)
        self.answer(204)
        print(message["type"], message["subject"], flush=True)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

HTTPServer(("", int(os.environ.get("PORT", "8080"))), Hook).serve_forever()
`,
  };
}
