/** One connection that hears a channel of the database, and comes back when it is lost. */
import { Client } from 'pg';
import { appConnection } from './db.ts';
import { log } from './log.ts';

const AGAIN_AFTER_MS = 500;

type Ears = {
  onNotice: (payload: string) => void;
  /** Something may have been said unheard: before the first connection, and whenever one was lost. */
  onGap: () => void;
};

export type Listener = { stop(): Promise<void> };

export function listen(channel: string, { onNotice, onGap }: Ears): Listener {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function connect(): Promise<void> {
    const mine = new Client({ ...appConnection(), keepAlive: true, connectionTimeoutMillis: 10_000 });
    client = mine;
    const lost = () => {
      if (stopped || client !== mine) return;
      client = undefined;
      onGap();
      timer = setTimeout(() => void connect(), AGAIN_AFTER_MS).unref();
      mine.end().catch(() => {});
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload = '' }) => onNotice(payload));
    try {
      await mine.connect();
      await mine.query(`listen ${channel}`);
      onGap();
    } catch (err) {
      if (!stopped) log.warn({ err, channel }, 'cannot listen to the database; trying again');
      lost();
    }
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
