/** Which calls arrived and what became of them; kept in memory only. */
const KEPT = 1_000;

export type LoggedCall = {
  number: number;
  /** Real time, ISO. */
  at: string;
  service: string;
  action: string;
  accountId: string | null;
  /** Null for the main account. */
  user: string | null;
  /** The signature was right; otherwise account and user are those of the key that the caller named. */
  signed: boolean;
  /** HTTP status of the answer; 0 when there was none. */
  status: number;
  code: string | null;
  /** The action was carried out, whether or not an answer told so. */
  done: boolean;
};
export type CallCounts = Record<string, { calls: number; done: number }>;

export type CallLog = {
  add(call: Omit<LoggedCall, 'number' | 'at'>): void;
  clear(): void;
  /** Counts by `service:Action`, and the newest calls, oldest first. */
  read(): { total: number; counts: CallCounts; recent: LoggedCall[] };
  /** The newest calls of one account, newest first. */
  of(accountId: string, limit: number): LoggedCall[];
};

export function createCallLog(realNow: () => number): CallLog {
  let total = 0;
  let counts: CallCounts = {};
  let recent: LoggedCall[] = [];
  return {
    add: (call) => {
      total += 1;
      recent.push({ number: total, at: new Date(realNow()).toISOString(), ...call });
      if (recent.length > KEPT * 2) recent = recent.slice(-KEPT);
      const name = `${call.service}:${call.action}`;
      const count = counts[name] ?? { calls: 0, done: 0 };
      count.calls += 1;
      if (call.done) count.done += 1;
      counts[name] = count;
    },
    clear: () => {
      total = 0;
      counts = {};
      recent = [];
    },
    of: (accountId, limit) =>
      recent
        .filter((call) => call.accountId === accountId)
        .slice(-limit)
        .reverse(),
    read: () => ({ total, counts: structuredClone(counts), recent: recent.slice(-KEPT) }),
  };
}
