/** Misfortunes on order. They are switches of a test, not state of the cloud: a restart forgets them. */

export const faultKinds = [
  'throttled',
  'server_error',
  'timeout_before_effect',
  'timeout_after_effect',
  'partial_page',
  'delay',
] as const;

export type Fault = {
  kind: (typeof faultKinds)[number];
  /** Undefined hits every account. */
  account?: string | undefined;
  /** Undefined matches every action. */
  action?: string | undefined;
  service?: string | undefined;
  /** How many calls it hits. */
  times: number;
  /** How many matching calls pass before. */
  skip: number;
  delayMs?: number | undefined;
};

export type Faults = {
  add(fault: Fault): void;
  /** Of one account, or all of them. */
  clear(account?: string): void;
  list(account?: string): Fault[];
  /** The fault that hits this call, used up by it. */
  take(service: string, action: string, account: string | null): Fault | undefined;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push({ ...fault });
    },
    clear: (account) => {
      faults = account === undefined ? [] : faults.filter((fault) => fault.account !== account);
    },
    list: (account) =>
      faults
        .filter((fault) => account === undefined || fault.account === account)
        .map((fault) => ({ ...fault })),
    take: (service, action, account) => {
      for (const fault of faults) {
        if (fault.account !== undefined && fault.account !== account) continue;
        if (fault.action !== undefined && fault.action !== action) continue;
        if (fault.service !== undefined && fault.service !== service) continue;
        if (fault.skip > 0) {
          fault.skip -= 1;
          continue;
        }
        fault.times -= 1;
        faults = faults.filter((other) => other.times > 0);
        return { ...fault };
      }
      return undefined;
    },
  };
}

/** Drops the second half of every list in a result, as a page that was cut short. */
export function cutPage(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const cut = Object.entries(result).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? value.slice(0, Math.floor(value.length / 2)) : value,
  ]);
  return Object.fromEntries(cut);
}
