// Sends generated requests to a running AirGate and judges every answer.
import http from 'node:http';
import { diceOf } from './dice.ts';
import type { Answer, ReadDocument } from './document.ts';
import { type Kind, requestMaker, type Sent } from './requests.ts';
import type { FuzzWorld } from './world.ts';

export type Failure = { number: number; kind: Kind; what: string; curl: string };
export type Report = {
  seed: number;
  requests: number;
  /** How many answers of each kind had which status. */
  counts: Map<Kind, Map<number, number>>;
  /** How many operations were answered with success at least once. */
  succeeded: Set<string>;
  /** 502 and 504 by reason: a cloud or provider that said no. */
  upstream: Map<string, number>;
  failures: Failure[];
};

/** What must never leave the server: traces of our code, of SQL, of the database's driver. */
const INSIDES =
  /\bat \S+ \(\S+:\d+:\d+\)|\bnode:internal|\/server\/core\/|node_modules|\bPrisma\w*Error|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|violates \w+ constraint|\bpg_\w+/;
const UPSTREAM = [502, 504];

export async function fuzz(
  url: string,
  { operations, faultOf, operationAt }: ReadDocument,
  world: FuzzWorld,
  { seed, requests }: { seed: number; requests: number },
): Promise<Report> {
  const report: Report = {
    ...{ seed, requests, counts: new Map(), succeeded: new Set(), upstream: new Map(), failures: [] },
  };
  const next = requestMaker(operations, diceOf(seed), world);
  const agent = new http.Agent({ keepAlive: true });
  for (let number = 1; number <= requests; number++) {
    const sent = next();
    const answer = await send(agent, url, sent);
    const of = report.counts.get(sent.kind) ?? new Map<number, number>();
    report.counts.set(sent.kind, of.set(answer.status, (of.get(answer.status) ?? 0) + 1));
    const what = judge(sent, answer);
    if (what) report.failures.push({ number, kind: sent.kind, what, curl: curlOf(url, sent) });
    if (answer.status < 300 && sent.operation)
      report.succeeded.add(`${sent.operation.method} ${sent.operation.path}`);
    if (UPSTREAM.includes(answer.status)) {
      const reason = /"reason":"(\w+)"/.exec(answer.text)?.[1] ?? '?';
      report.upstream.set(reason, (report.upstream.get(reason) ?? 0) + 1);
    }
    if (answer.status < 300) world.learn(answer.text);
  }
  agent.destroy();
  return report;

  function judge({ method, target }: Sent, answer: Answer): string | null {
    const { status, text, headers } = answer;
    if (status >= 500 && !UPSTREAM.includes(status)) return `status ${status}`;
    if (INSIDES.test(text)) return `tells of the inside: ${INSIDES.exec(text)?.[0]}`;
    const leaked = world.secrets.find((secret) => text.includes(secret));
    if (leaked) return `tells what is another tenant's: ${leaked}`;
    if (!/^req_[0-9a-f]{32}$/.test(headers['x-request-id'] ?? '')) return 'has no request id';
    // An answer to HEAD has no body.
    if (method === 'HEAD') return status === 404 || status === 401 ? null : `status ${status} to HEAD`;
    // A spoiled address may lead elsewhere than it was meant to, and one that is too long nowhere.
    const unread = /"reason":"request_unreadable"/.test(text);
    return faultOf(unread ? null : operationAt(method, target), answer);
  }
}

function send(agent: http.Agent, url: string, { method, target, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const request = http.request(
      { agent, hostname, port, method, path: `/api/v1${target}`, headers: bytesOnly(headers, body) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: (response.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '',
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            ),
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.once('error', reject);
    request.end(body ?? undefined);
  });
}

/** What is no Latin-1 goes as UTF-8, as it does from a shell. */
const bytesOnly = (headers: Record<string, string>, body: string | null) =>
  Object.fromEntries([
    ...Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
    // Methods that seldom have a body do not get its length by themselves.
    ...(body === null ? [] : [['content-length', String(Buffer.byteLength(body))]]),
  ]);

/** Repeats a request from a shell; keys are named, not shown. */
function curlOf(url: string, { method, target, headers, body }: Sent): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const given = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${short(value)}`)}`);
  const data = body === null ? [] : [`--data-binary ${quote(short(body))}`];
  return ['curl -i --path-as-is -X', method, ...given, ...data, quote(`${url}/api/v1${short(target)}`)].join(
    ' ',
  );
}

const short = (text: string) =>
  text.length > 1_000 ? `${text.slice(0, 200)}…(${text.length} characters)` : text;
