import { type Slot, type Slots, slotOwner } from './slots.ts';
import type { ActiveJob, Store, Tx } from './store.ts';

/**
 * Steps that wait for the same slots, in order of arrival. `head` is where the first of them stands or
 * stood; `arrivals` tells whether somebody came while the lane was looked at.
 */
type Lane = { slots: Slot[]; head: bigint; arrivals: number };
type Parked = { seq: string; run_id: string; step_id: string | null; function_id: string };

const UNPARK_LIMIT = 50;

/**
 * Where steps wait whose slots are taken. They lie in a table; in memory is one entry for each different
 * set of slots, so that a long queue for one key costs nothing when the slots of another become free.
 */
export function createParking(store: Store, slots: Slots) {
  const { schema } = store;
  const lanes = new Map<string, Lane>();
  let known = false;

  function noteLane(needed: Slot[], seq: bigint): void {
    const name = nameOf(needed);
    const lane = lanes.get(name);
    if (!lane) lanes.set(name, { slots: needed, head: seq, arrivals: 0 });
    else if (lane.head > seq) lane.head = seq;
    if (lane) lane.arrivals += 1;
  }

  /** Learns of everybody in the table; a lane that is empty by now is found out when it is looked at. */
  async function learn(): Promise<void> {
    const rows = await store.read<{ slots: string[]; limits: number[]; head: string }>(
      `SELECT slots, limits, min(seq)::text AS head FROM ${schema}.parked GROUP BY slots, limits`,
    );
    for (const row of rows) {
      const needed = row.slots.map((key, index) => ({ key, limit: row.limits[index] ?? 1 }));
      noteLane(needed, BigInt(row.head));
    }
    known = true;
  }

  /** Moves a job whose slots are taken out of the queue, to wait for its turn. */
  async function park(job: ActiveJob, needed: Slot[]): Promise<void> {
    const { data } = job;
    if (data.kind !== 'advance') return;
    const seq = await store.write(async (tx) => {
      tx.settle(job);
      const rows = await tx.query<{ seq: string }>(
        `INSERT INTO ${schema}.parked (run_id, step_id, slots, limits) VALUES ($1, $2, $3, $4) RETURNING seq`,
        [data.run, data.step ?? null, ...columns(needed)],
      );
      return BigInt(rows[0]?.seq ?? 0);
    });
    noteLane(needed, seq);
  }

  /** Puts steps whose slots are free back into the queue, oldest first. True when more may be waiting. */
  async function unpark(): Promise<boolean> {
    if (!known) await learn();
    if (!firstLane()) return false;
    const owners: string[] = [];
    const giveBack = () => {
      for (const owner of owners.splice(0)) slots.abandon(owner);
    };
    try {
      await store.write(async (tx) => {
        giveBack();
        // A repetition starts from what is in the table.
        if (!known) await learn();
        known = false;
        for (let lane = firstLane(); lane && owners.length < UNPARK_LIMIT; lane = firstLane()) {
          const owner = await takeHead(tx, lane);
          if (owner) owners.push(owner);
        }
      });
      known = true;
    } catch (error) {
      giveBack();
      throw error;
    }
    return owners.length === UNPARK_LIMIT;
  }

  /** The lane with free slots whose first step has waited longest. */
  function firstLane(): Lane | undefined {
    let first: Lane | undefined;
    for (const lane of lanes.values()) {
      if ((!first || lane.head < first.head) && slots.fits(lane.slots)) first = lane;
    }
    return first;
  }

  async function takeHead(tx: Tx, lane: Lane): Promise<string | null> {
    if (!slots.take(lane.slots)) return null;
    let owner: string | null = null;
    try {
      const { arrivals } = lane;
      const [row, next] = await tx.query<Parked>(
        `SELECT p.seq, p.run_id, p.step_id, r.function_id
         FROM ${schema}.parked p JOIN ${schema}.run r ON r.id = p.run_id
         WHERE p.slots = $1 AND p.limits = $2 ORDER BY p.seq LIMIT 2`,
        columns(lane.slots),
      );
      if (next) lane.head = BigInt(next.seq);
      else if (lane.arrivals === arrivals) lanes.delete(nameOf(lane.slots));
      if (!row) return null;
      const { run_id: run, step_id: step, function_id: fn } = row;
      await tx.query(`DELETE FROM ${schema}.parked WHERE seq = $1`, [row.seq]);
      tx.enqueue({ kind: 'advance', fn, run, ...(step && { step }) });
      owner = slotOwner(run, step);
      slots.keepFor(owner, lane.slots);
      return owner;
    } finally {
      if (!owner) slots.release(lane.slots);
    }
  }

  return { park, unpark };
}

export type Parking = ReturnType<typeof createParking>;

const nameOf = (slots: Slot[]) => JSON.stringify(slots.map(({ key, limit }) => [key, limit]));
const columns = (slots: Slot[]) => [slots.map(({ key }) => key), slots.map(({ limit }) => limit)];
