// How a tenant's story has ended: everything of it that has to be the same whether or not a process died on the way.
import type { World } from './flows.ts';
import type { Stage } from './stage.ts';

export type EndState = Record<string, unknown>;

/** Each answers with one JSON value, without ids and times. */
const PARTS: Record<string, string> = {
  audit: `SELECT coalesce(jsonb_object_agg(action, n), '{}') AS value
    FROM (SELECT action, count(*) AS n FROM audit_entry WHERE tenant_id = $1 GROUP BY 1) AS counted`,
  alerts: `SELECT coalesce(jsonb_agg(line ORDER BY line), '[]') AS value
    FROM (SELECT concat_ws(' ', type, severity, details->>'step') AS line FROM alert WHERE tenant_id = $1) AS told`,
  deliveries: `SELECT coalesce(jsonb_agg(line ORDER BY line), '[]') AS value
    FROM (SELECT concat_ws(' ', c.kind, d.state) AS line FROM delivery d JOIN channel c ON c.id = d.channel_id
          WHERE d.tenant_id = $1) AS sent`,
  sagas: `SELECT coalesce(jsonb_agg(concat_ws(' ', kind, state, finished_at IS NOT NULL, steps) ORDER BY id), '[]') AS value
    FROM (SELECT s.*, (SELECT string_agg(t.name || ':' || t.state, ',' ORDER BY position) FROM saga_step t
          WHERE t.saga_id = s.id) AS steps FROM saga s WHERE tenant_id = $1) AS each`,
  accounts: `SELECT coalesce(jsonb_agg(concat_ws(' ', left(user_name, 4), state, managed, missing_since IS NULL) ORDER BY id), '[]') AS value
    FROM sub_account WHERE tenant_id = $1`,
  projects: `SELECT coalesce(jsonb_agg(jsonb_build_array(left(project_name, 5), state, monitored, attached, last_error) ORDER BY id), '[]') AS value
    FROM sub_account_project WHERE tenant_id = $1`,
  checks: `SELECT coalesce(jsonb_agg(jsonb_build_array(trigger, state, slices_done = slices_total OR trigger = 'connected', error, rows) ORDER BY id), '[]') AS value
    FROM spending_check WHERE tenant_id = $1`,
  spending: `SELECT coalesce(jsonb_agg(jsonb_build_array(left(project, 5), source, effective, amount) ORDER BY source, project), '[]') AS value
    FROM spending_record WHERE tenant_id = $1`,
  quotas: `SELECT coalesce(jsonb_agg(jsonb_build_array(epoch, granted, spent, reserved) ORDER BY epoch), '[]') AS value
    FROM bucket WHERE tenant_id = $1`,
  // A bucket's counters are the sums of its entries, whatever happened.
  ledgerOff: `SELECT count(*)::int AS value FROM (
    SELECT b.id FROM bucket b LEFT JOIN entry e ON e.bucket_id = b.id WHERE b.tenant_id = $1
    GROUP BY b.id, b.granted, b.spent HAVING b.granted <> coalesce(sum(e.amount) FILTER (WHERE side = 'granted'), 0)
      OR b.spent <> coalesce(sum(e.amount) FILTER (WHERE side = 'spent'), 0)) AS off`,
  claims: `SELECT coalesce(jsonb_object_agg(outcome, n), '{}') AS value
    FROM (SELECT coalesce(outcome::text, 'open') AS outcome, count(*) AS n FROM access_key_claim
          WHERE tenant_id = $1 GROUP BY 1) AS claimed`,
  secretsLeft: `SELECT count(*)::int AS value FROM access_key_claim WHERE tenant_id = $1 AND secret IS NOT NULL`,
  namesTaken: `SELECT count(*)::int AS value FROM sub_account_creation WHERE tenant_id = $1`,
  runs: `SELECT coalesce(jsonb_object_agg(line, n), '{}') AS value
    FROM (SELECT function_id || ' ' || state AS line, count(*) AS n FROM executor.run
          WHERE event->'data'->>'tenantId' = $1 GROUP BY 1) AS ran`,
};

const OPEN = `SELECT
  (SELECT count(*) FROM outbox_event WHERE tenant_id = $1 AND sent_at IS NULL)
  + (SELECT count(*) FROM executor.event WHERE payload->'data'->>'tenantId' = $1 AND matched_at IS NULL)
  + (SELECT count(*) FROM executor.run WHERE event->'data'->>'tenantId' = $1 AND state IN ('queued', 'running'))
  + (SELECT count(*) FROM access_key_claim WHERE tenant_id = $1 AND settled_at IS NULL) AS open`;

/** Whether nothing of the tenant is under way any more. */
export async function isQuiet(
  { db }: Pick<Stage, 'db'>,
  { tenantId }: Pick<World, 'tenantId'>,
): Promise<boolean> {
  const { rows } = await db.query<{ open: string }>(OPEN, [tenantId]);
  return rows[0]?.open === '0';
}

export async function endStateOf(stage: Stage, world: World, since: number): Promise<EndState> {
  const state: EndState = {};
  for (const [name, text] of Object.entries(PARTS)) {
    const { rows } = await stage.db.query<{ value: unknown }>(text, [world.tenantId]);
    state[name] = rows[0]?.value;
  }
  return { ...state, cloud: await cloudOf(stage, world), effects: await effectsOf(stage, world, since) };
}

/** What the cloud holds, by names instead of ids. */
async function cloudOf({ sandbox }: Stage, { account }: World): Promise<unknown> {
  const { users, policies, arkKeys, endpoints } = (await sandbox.control.state({ account })).account;
  return {
    users: users.map((user) => ({
      name: user.name.slice(0, 4),
      keys: user.keys.map((key) => key.active).sort(),
      login: user.login,
      policies: user.policies.map((p) => `${p.name} in ${p.project?.slice(0, 5) ?? 'all'}`).sort(),
    })),
    policies: policies.map((policy) => policy.name),
    arkKeys: arkKeys.map((key) => key.active),
    endpoints: endpoints.map((endpoint) => endpoint.running),
  };
}

export type CloudCall = { number: number; service: string; action: string; done: boolean; status: number };

const READING = /^(List|Get|Query|Describe)/;
export const isReading = ({ action }: { action: string }) => READING.test(action);

/** The calls to the tenant's account after the one with the number `since`, in order. */
export async function callsOf(
  { sandbox }: Pick<Stage, 'sandbox'>,
  { account }: Pick<World, 'account'>,
  since = 0,
): Promise<CloudCall[]> {
  const { calls } = await sandbox.control.callsOf({ account, limit: 1_000 });
  return calls.filter(({ number }) => number > since).reverse();
}

/** How often each change was carried out. */
async function effectsOf(stage: Stage, world: World, since: number): Promise<Record<string, number>> {
  const done = (await callsOf(stage, world, since)).filter((call) => call.done && !isReading(call));
  const effects: Record<string, number> = {};
  for (const { service, action } of done) {
    const name = `${service}:${action}`;
    effects[name] = (effects[name] ?? 0) + 1;
  }
  return effects;
}
