import type { Pool } from 'pg';
import { type Clock, systemClock } from './clock.ts';
import { seededEventId } from './ids.ts';
import { isObject, toJson } from './json.ts';
import { eventFault, limits } from './limits.ts';
import { assertSchemaName, DEFAULT_SCHEMA } from './schema.ts';

const RESERVED = /^(inngest|executor)\//;

/**
 * The `fetch` of an Inngest client whose events go into the executor's inbox instead of a server.
 * It answers `POST /e/<key>` as the event API does and everything else with 404; the pool needs the
 * rights of the executor's owner. An event whose id is known already is ignored.
 */
export function embeddedFetch(
  database: () => Pool,
  options: { schema?: string; now?: Clock } = {},
): typeof fetch {
  const schema = options.schema ?? DEFAULT_SCHEMA;
  const now = options.now ?? systemClock;
  assertSchemaName(schema);
  return async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== 'POST' || !/\/e\/[^/]+$/.test(new URL(request.url).pathname)) {
      return Response.json({ error: 'Not found', status: 404 }, { status: 404 });
    }
    try {
      const seed = request.headers.get('x-inngest-event-id-seed');
      const events = readEvents(await request.json(), seed, now().getTime());
      if (typeof events === 'string') return Response.json({ error: events, status: 400 }, { status: 400 });
      await insertEvents(database(), schema, events);
      return Response.json({ ids: events.map((event) => event.id), status: 200 });
    } catch (error) {
      // A 5xx lets the SDK repeat the send, with the same ids.
      const message = error instanceof Error ? error.message : 'the event could not be stored';
      return Response.json({ error: message, status: 500 }, { status: 500 });
    }
  };
}

type NewEvent = { id: string; name: string; payload: Record<string, unknown> };

function readEvents(body: unknown, seed: string | null, now: number): NewEvent[] | string {
  const events: NewEvent[] = [];
  const source = seed ?? `${now},${crypto.randomUUID()}`;
  const items = Array.isArray(body) ? body : [body];
  if (items.length > limits.eventsPerSend) {
    return `${items.length} events were sent at once, and at most ${limits.eventsPerSend} are taken`;
  }
  for (const [index, item] of items.entries()) {
    if (!isObject(item) || typeof item.name !== 'string' || !item.name) return 'an event needs a name';
    if (RESERVED.test(item.name)) return `the event name ${item.name} is reserved`;
    const id = typeof item.id === 'string' && item.id ? item.id : seededEventId(source, index, now);
    const ts = typeof item.ts === 'number' ? item.ts : now;
    const payload = { ...item, id, ts, data: item.data ?? {} };
    const fault = eventFault(item.name, JSON.stringify(payload));
    if (fault) return fault;
    events.push({ id, name: item.name, payload });
  }
  return events;
}

/** Stores events and wakes the leader when at least one of them is new. */
async function insertEvents(pool: Pool, schema: string, events: NewEvent[]): Promise<void> {
  await pool.query(
    `WITH fresh AS (
       INSERT INTO ${schema}.event (id, name, payload, received_at)
       SELECT id, name, payload, now() FROM json_to_recordset($1) AS x (id text, name text, payload jsonb)
       ON CONFLICT (id) DO NOTHING RETURNING 1
     )
     SELECT pg_notify('${schema}', '') WHERE EXISTS (SELECT 1 FROM fresh)`,
    [toJson(events)],
  );
}
