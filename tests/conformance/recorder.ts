// Records what an executor and an app say to each other, in a form in which two recordings can be compared.
import canonicalize from 'canonicalize';

type Handler = (request: Request) => Promise<Response>;

/** A function registered, an event sent or a function called: a request and its answer. */
export interface Exchange {
  readonly kind: 'function' | 'event' | 'call';
  /** The function, or the first event's name. */
  readonly about: string;
  /** The run of a call. */
  readonly run: string;
  readonly request: unknown;
  readonly response: unknown;
}

export function createRecorder() {
  const exchanges: Exchange[] = [];

  /** The app tells its functions when it answers a sync, or when it registers itself. */
  function noteFunctions(body: unknown): void {
    if (!isRecord(body) || !Array.isArray(body.functions)) return;
    for (const config of body.functions) {
      exchanges.push({
        kind: 'function',
        about: String(config.id),
        run: '',
        request: config,
        response: null,
      });
    }
  }

  return {
    exchanges,

    /** The app's handler, with every call of a function on record. */
    handler:
      (handler: Handler): Handler =>
      async (request) => {
        const asked = request.clone();
        const response = await handler(request);
        if (request.method === 'PUT') noteFunctions(parse(await response.clone().text()));
        if (request.method === 'POST') {
          const query = new URL(request.url).searchParams;
          const body = parse(await asked.text());
          exchanges.push({
            kind: 'call',
            about: query.get('fnId') ?? '',
            run: runOf(body),
            request: { fnId: query.get('fnId'), stepId: query.get('stepId'), body: protocolPart(body) },
            response: {
              status: response.status,
              noRetry: response.headers.get('x-inngest-no-retry'),
              retryAfter: response.headers.get('retry-after'),
              body: parse(await response.clone().text()),
            },
          });
        }
        return response;
      },

    /** The client's fetch, with every sending of events on record. */
    fetch:
      (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
      async (input, init) => {
        const request = new Request(input, init);
        const asked = request.clone();
        const response = await fetch(request);
        const { pathname } = new URL(request.url);
        if (pathname.endsWith('/fn/register')) noteFunctions(parse(await asked.clone().text()));
        if (/\/e\/[^/]+$/.test(pathname)) {
          const body = parse(await asked.text());
          const about = Array.isArray(body) ? String(body[0]?.name) : '';
          const answer = { status: response.status, body: parse(await response.clone().text()) };
          exchanges.push({ kind: 'event', about, run: '', request: body, response: answer });
        }
        return response;
      },
  };
}

/**
 * A recording as JSON lines: the functions, the events in order, then the runs, each with its calls in order. What
 * differs from one recording to the next by its nature (ids, times, stack traces, which of two steps side
 * by side was first) is replaced or put in order, and runs that are the same in all else stand there once.
 */
export function trafficOf(exchanges: readonly Exchange[]): string {
  const functions = exchanges.filter(({ kind }) => kind === 'function').map((each) => linesOf([each]));
  const events = exchanges.filter(({ kind }) => kind === 'event');
  const calls = Map.groupBy(
    exchanges.filter(({ kind }) => kind === 'call'),
    ({ run }) => run,
  );
  const runs = [...calls.values()].map((run) => linesOf(run.toSorted(byPlace)));
  return [...new Set(functions), linesOf(events), ...new Set(runs.toSorted())].join('');
}

function linesOf(exchanges: readonly Exchange[]): string {
  const ids = new Map<string, string>();
  const sideBySide = exchanges.some(
    ({ request }) => isRecord(request) && (request.stepId ?? 'step') !== 'step',
  );
  return exchanges
    .map((exchange) => (sideBySide ? withSortedStack(exchange) : exchange))
    .map(({ kind, request, response }) => `${canonicalize(comparable({ kind, request, response }, ids))}\n`)
    .join('');
}

/** The part of a call that the protocol knows; servers add words of their own. */
function protocolPart(body: unknown): unknown {
  if (!isRecord(body) || !isRecord(body.ctx)) return body;
  const { ctx, event, events, steps } = body;
  const stack = isRecord(ctx.stack) ? ctx.stack.stack : [];
  const { attempt, max_attempts, disable_immediate_execution, run_id } = ctx;
  return {
    ctx: { attempt, max_attempts, disable_immediate_execution, run_id, stack },
    event: withoutExtras(event),
    events: Array.isArray(events) ? events.map(withoutExtras) : events,
    steps,
  };
}

/** Which of two steps side by side was done first is nobody's promise. */
function withSortedStack(exchange: Exchange): Exchange {
  const { request } = exchange;
  if (!isRecord(request) || !isRecord(request.body) || !isRecord(request.body.ctx)) return exchange;
  const { ctx } = request.body;
  const stack = Array.isArray(ctx.stack) ? ctx.stack.toSorted() : ctx.stack;
  return { ...exchange, request: { ...request, body: { ...request.body, ctx: { ...ctx, stack } } } };
}

function withoutExtras(event: unknown): unknown {
  if (!isRecord(event)) return event;
  const { id, name, data, ts } = event;
  return { id, name, data, ts };
}

/** Earlier calls remember fewer steps; calls side by side are told apart by their step. */
function byPlace(a: Exchange, b: Exchange): number {
  const place = ({ request }: Exchange) => {
    if (!isRecord(request) || !isRecord(request.body)) return '';
    const { steps, ctx } = request.body;
    const known = String(Object.keys(isRecord(steps) ? steps : {}).length).padStart(4, '0');
    const attempt = isRecord(ctx) ? String(ctx.attempt).padStart(3, '0') : '';
    return `${known} ${String(request.stepId)} ${attempt}`;
  };
  return place(a).localeCompare(place(b), 'en');
}

const ID = /^[0-9A-HJKMNP-TV-Z]{26}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const ORIGIN = /^https?:\/\/[^/]+/;
const OWN_KEY = /\b(fixed|k)-\d+-[\d.]+/g;
const VARYING = ['stack', 'timing', '__serialized'];

function comparable(value: unknown, ids: Map<string, string>): unknown {
  if (typeof value === 'string') {
    if (!ID.test(value))
      return value.replace(TIME, 'TIME').replace(OWN_KEY, '$1-KEY').replace(ORIGIN, 'http://app');
    if (!ids.has(value)) ids.set(value, `ID ${ids.size + 1}`);
    return ids.get(value);
  }
  if (Array.isArray(value)) return value.map((item) => comparable(item, ids));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .filter(([key, item]) => item !== undefined && !(VARYING.includes(key) && !Array.isArray(item)))
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([key, item]) => [key, key === 'ts' ? 0 : comparable(item, ids)]);
  return Object.fromEntries(entries);
}

const runOf = (body: unknown) => (isRecord(body) && isRecord(body.ctx) ? String(body.ctx.run_id) : '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
