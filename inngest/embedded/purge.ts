import { bossTable } from './schema.ts';
import { isActive, type Store } from './store.ts';

const PAGE = 1_000;
const DAY_MS = 86_400_000;

/** Deletes what finished more than `days` days ago, in small transactions, and what no run needs any more. */
export async function purge(store: Store, days: number): Promise<void> {
  const { schema } = store;
  const now = store.now();
  const before = new Date(now.getTime() - days * DAY_MS);
  for (let page = PAGE; page === PAGE; ) {
    const gone = await store.write((tx) =>
      tx.query(
        `WITH old AS (
           DELETE FROM ${schema}.run WHERE id IN (
             SELECT id FROM ${schema}.run WHERE finished_at < $1 LIMIT ${PAGE}) RETURNING id
         ), steps AS (DELETE FROM ${schema}.step WHERE run_id IN (SELECT id FROM old))
         SELECT id FROM old`,
        [before],
      ),
    );
    page = gone.length;
  }
  for (let page = PAGE; page === PAGE; ) {
    const gone = await store.write((tx) =>
      tx.query(
        `DELETE FROM ${schema}.event WHERE id IN (
           SELECT id FROM ${schema}.event WHERE matched_at < $1 LIMIT ${PAGE}) RETURNING 1`,
        [before],
      ),
    );
    page = gone.length;
  }
  await store.write(async (tx) => {
    // The alarm clocks of sleeps, waits and deadlines outlive a run that ended before they ring.
    await tx.query(
      `DELETE FROM ${bossTable} j WHERE j.name = $1 AND j.state < 'active' AND j.data->>'kind' IN ('wake', 'deadline')
         AND NOT EXISTS (SELECT 1 FROM ${schema}.run r WHERE r.id = j.data->>'run' AND ${isActive('r')})`,
      [schema],
    );
    await tx.query(`DELETE FROM ${schema}.dedupe WHERE expires_at <= $1`, [now]);
    await tx.query(`DELETE FROM ${schema}.throttle WHERE next_at <= $1`, [now]);
  });
}
