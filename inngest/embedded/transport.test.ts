import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '#tests/database.ts';
import { createExecutorSchema } from './schema.ts';
import { openWorld, type World } from './test-app.ts';
import { makeClient } from './test-client.ts';
import { embeddedFetch } from './transport.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function inbox() {
  const schema = world.newSchema();
  await createExecutorSchema(world.pool, schema);
  const send = embeddedFetch(() => world.pool, { schema });
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    send('http://embedded.invalid/e/key', { method: 'POST', body: JSON.stringify(body), headers });
  const stored = async () =>
    (
      await world.pool.query<{ id: string; name: string; payload: unknown }>(
        `SELECT id, name, payload FROM ${schema}.event ORDER BY seq`,
      )
    ).rows;
  return { schema, send, post, stored };
}

test('a client sends through it and gets the ids of its events', async () => {
  const { schema, stored } = await inbox();
  const client = makeClient(world.pool, schema);
  const { ids } = await client.send([
    { name: 'a', data: { n: 1 } },
    { name: 'b', id: 'mine' },
  ]);
  const events = await stored();
  expect(events.map((event) => event.id)).toEqual(ids);
  expect(ids[1]).toBe('mine');
  expect(events[0]).toMatchObject({ name: 'a', payload: { id: ids[0], name: 'a', data: { n: 1 } } });
});

test('an id that is known already is ignored', async () => {
  const { post, stored } = await inbox();
  for (const n of [1, 2]) expect((await post([{ id: 'same', name: 'a', data: { n } }])).status).toBe(200);
  const events = await stored();
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ payload: { data: { n: 1 } } });
});

test('a send that the SDK repeats with its seed stores nothing new', async () => {
  const { post, stored } = await inbox();
  const headers = { 'x-inngest-event-id-seed': '1795147821262,AAECAwQFBgcICQ==' };
  const answers = [
    await post([{ name: 'a' }, { name: 'b' }], headers),
    await post([{ name: 'a' }, { name: 'b' }], headers),
  ];
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
  expect(second).toEqual(first);
  expect(await stored()).toHaveLength(2);
  await post([{ name: 'a' }]);
  expect(await stored()).toHaveLength(3);
});

test('everything but the event API is not found, and bad events are refused', async () => {
  const { send, post, stored } = await inbox();
  expect((await send('http://embedded.invalid/fn/register', { method: 'POST', body: '{}' })).status).toBe(
    404,
  );
  expect((await send('http://embedded.invalid/e/key')).status).toBe(404);
  expect((await post([{ data: {} }])).status).toBe(400);
  expect((await post([{ name: 'inngest/function.failed', data: {} }])).status).toBe(400);
  expect((await post([{ name: 'executor/run.cancel', data: {} }])).status).toBe(400);
  expect(await stored()).toEqual([]);
});

test('a database that fails is a server error, so that the SDK tries again', async () => {
  const send = embeddedFetch(() => world.pool, { schema: 'missing' });
  const response = await send('http://embedded.invalid/e/key', { method: 'POST', body: '[{"name":"a"}]' });
  expect(response.status).toBe(500);
});

test('creating the tables can be repeated, also at the same time', async () => {
  const schema = world.newSchema();
  await Promise.all([1, 2, 3].map(() => createExecutorSchema(world.pool, schema)));
  await createExecutorSchema(world.pool, schema);
  const { rows } = await world.pool.query(`SELECT version FROM ${schema}.version`);
  expect(rows).toHaveLength(1);
  await expect(createExecutorSchema(world.pool, 'x; drop table y')).rejects.toThrow('plain schema name');
});

test('processes that start together on an empty database all find it made', async () => {
  const database = await emptyDatabase();
  const pools = Array.from({ length: 6 }, () => new pg.Pool({ connectionString: database.url, max: 2 }));
  await Promise.all(pools.map((pool) => pool.query('SELECT 1')));
  const made = await Promise.allSettled(
    pools.map((pool, at) => createExecutorSchema(pool, `executor_${at % 3}`)),
  );
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
  expect(made.filter(({ status }) => status === 'rejected')).toEqual([]);
});
