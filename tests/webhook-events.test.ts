// Whatever happens in a tenant that has something of everything is told in the form that is documented.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { eventBody } from '#lib/webhook-data.ts';
import { webhookEventTypes } from '#lib/webhook-events.ts';
import { access } from '#server/core/access.ts';
import { bodyOf } from '#server/webhooks/policy.ts';
import { makeFullWorld, makeOutside, type Outside } from './full-world.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await makeOutside();
});
afterAll(() => outside.close());

/** The body with its changes strict: a field that is not documented is a fault. */
function strict(type: (typeof webhookEventTypes)[number]): z.ZodType {
  const body = eventBody(type);
  return body.strict().extend({ data: body.shape.data.strict() });
}

test('every event of a full world has the form of its type', async () => {
  const { job, tenant } = await makeFullWorld(outside);
  const rows = await access(job, 'webhook:read', (db) =>
    db.webhookEvent.findMany({ where: { tenantId: tenant.id } }),
  );
  const seen = new Set(rows.map(({ type }) => type));
  expect(seen.size).toBeGreaterThan(9);
  const faults = rows.flatMap((row) => {
    const type = webhookEventTypes.find((known) => known === row.type);
    const parsed = type && strict(type).safeParse(JSON.parse(bodyOf(row, tenant)));
    return parsed?.success ? [] : [[row.type, parsed?.error?.issues ?? 'unknown']];
  });
  expect(faults).toEqual([]);
}, 60_000);
