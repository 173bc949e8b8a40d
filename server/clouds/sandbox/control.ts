/** Typed client of the control interface, for tests, the demo, benchmarks and the console's control panel. */
import type { z } from 'zod';
import type { CallCounts, LoggedCall } from './call-log.ts';
import type { RootView } from './control-routes.ts';
import type * as schema from './control-schema.ts';
import type { ClockView, StateView, TotalView } from './control-view.ts';
import type { Fault } from './faults.ts';
import type { Config } from './model.ts';
import type { SpendingBlock } from './rates.ts';

type Account = { account?: string };
type Method = 'GET' | 'POST' | 'DELETE';

export type SandboxControl = ReturnType<typeof sandboxControl>;

/** The sandbox's own refusal, in its `words`. */
export class ControlRefusal extends Error {
  readonly words: string;

  constructor(place: string, words: string) {
    super(`sandbox ${place}: ${words}`);
    this.name = 'ControlRefusal';
    this.words = words;
  }
}

/** Every method throws a `ControlRefusal` when the sandbox refuses, and whatever `fetch` throws when it does not answer. */
export function sandboxControl(url: string, { timeoutMs }: { timeoutMs?: number } = {}) {
  const call = async <T>(method: Method, path: string, input: object = {}): Promise<T> => {
    const target = new URL(`/_sandbox${path}`, url);
    if (method !== 'POST')
      for (const [name, value] of Object.entries(input)) target.searchParams.set(name, String(value));
    const body =
      method === 'POST'
        ? { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }
        : {};
    const signal = timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) };
    const response = await fetch(target, { method, ...body, ...signal });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok)
      throw new ControlRefusal(`${method} ${target.pathname}`, answer.error ?? String(response.status));
    return answer;
  };
  return {
    health: (input: Account = {}) => call<{ ok: true; clock: ClockView }>('GET', '', input),
    state: (input: Account = {}) => call<StateView>('GET', '/state', input),
    /** What was really spent, without lag and without missing project names. */
    totals: (input: z.input<typeof schema.totalsQuery>) =>
      call<{ totals: TotalView[] }>('GET', '/totals', input),
    calls: () => call<{ total: number; counts: CallCounts; recent: LoggedCall[] }>('GET', '/calls'),
    /** The newest calls of one account, newest first. */
    callsOf: (input: z.input<typeof schema.callsQuery>) =>
      call<{ calls: LoggedCall[] }>('GET', '/account-calls', input),
    clearCalls: () => call<object>('DELETE', '/calls'),
    spend: (input: z.input<typeof schema.spendInput>) =>
      call<{ booked: true; instance: string } | { booked: false; reason: SpendingBlock }>(
        'POST',
        '/spend',
        input,
      ),
    rates: (input: z.input<typeof schema.ratesInput>) => call<{ ids: string[] }>('POST', '/rates', input),
    advance: (input: z.input<typeof schema.advanceInput>) => call<ClockView>('POST', '/advance', input),
    config: (input: z.input<typeof schema.configInput>) =>
      call<{ config: Config; clock: ClockView }>('POST', '/config', input),
    faults: (input: Account = {}) => call<{ faults: Fault[] }>('GET', '/faults', input),
    fault: (input: z.input<typeof schema.faultInput>) => call<{ faults: Fault[] }>('POST', '/faults', input),
    clearFaults: (input: Account = {}) => call<object>('DELETE', '/faults', input),
    /** Starts over; also ends every advance of the clock. */
    reset: (input: z.input<typeof schema.resetInput> = {}) => call<RootView>('POST', '/reset', input),
    createAccount: (input: z.input<typeof schema.accountInput> = {}) =>
      call<RootView>('POST', '/accounts', input),
    createProject: (input: z.input<typeof schema.projectInput>) =>
      call<{ name: string }>('POST', '/projects', input),
    createArkKey: (input: z.input<typeof schema.arkKeyInput>) =>
      call<{ id: string; secret: string }>('POST', '/ark-keys', input),
    createEndpoint: (input: z.input<typeof schema.endpointInput>) =>
      call<{ id: string }>('POST', '/endpoints', input),
    bulk: (input: z.input<typeof schema.bulkInput>) =>
      call<{ users: number; projects: number; rows: number; days: string[] }>('POST', '/bulk', input),
    demo: (input: Account = {}) => call<{ projects: number; users: number }>('POST', '/demo', input),
  };
}
