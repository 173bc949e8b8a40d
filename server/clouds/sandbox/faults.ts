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
  clear(): void;
  list(): Fault[];
  /** The fault that hits this call, used up by it. */
  take(service: string, action: string): Fault | undefined;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push({ ...fault });
    },
    clear: () => {
      faults = [];
    },
    list: () => faults.map((fault) => ({ ...fault })),
    take: (service, action) => {
      for (const fault of faults) {
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
