/** Typed client of the control interface, for tests, the demo and benchmarks. */
import type { z } from 'zod';
import type { CallCounts, LoggedCall } from './call-log.ts';
import type { RootView } from './control-routes.ts';
import type * as schema from './control-schema.ts';
import type { ClockView, StateView, TotalView } from './control-view.ts';
import type { Fault } from './faults.ts';
import type { Config } from './model.ts';

type Account = { account?: string };
type Method = 'GET' | 'POST' | 'DELETE';

export type SandboxControl = ReturnType<typeof sandboxControl>;

/** Every method throws an Error with the sandbox's own words when the sandbox refuses. */
export function sandboxControl(url: string) {
  const call = async <T>(method: Method, path: string, input: object = {}): Promise<T> => {
    const target = new URL(`/_sandbox${path}`, url);
    if (method !== 'POST')
      for (const [name, value] of Object.entries(input)) target.searchParams.set(name, String(value));
    const body =
      method === 'POST'
        ? { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }
        : {};
    const response = await fetch(target, { method, ...body });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok)
      throw new Error(`sandbox ${method} ${target.pathname}: ${answer.error ?? response.status}`);
    return answer;
  };
  return {
    health: () => call<{ ok: true; clock: ClockView }>('GET', ''),
    state: (input: Account = {}) => call<StateView>('GET', '/state', input),
    /** What was really spent, without lag and without missing project names. */
    totals: (input: z.input<typeof schema.totalsQuery>) =>
      call<{ totals: TotalView[] }>('GET', '/totals', input),
    calls: () => call<{ total: number; counts: CallCounts; recent: LoggedCall[] }>('GET', '/calls'),
    clearCalls: () => call<object>('DELETE', '/calls'),
    spend: (input: z.input<typeof schema.spendInput>) =>
      call<{ booked: true; instance: string } | { booked: false; reason: string }>('POST', '/spend', input),
    rates: (input: z.input<typeof schema.ratesInput>) => call<{ ids: string[] }>('POST', '/rates', input),
    advance: (input: z.input<typeof schema.advanceInput>) => call<ClockView>('POST', '/advance', input),
    config: (input: z.input<typeof schema.configInput>) =>
      call<{ config: Config; clock: ClockView }>('POST', '/config', input),
    faults: () => call<{ faults: Fault[] }>('GET', '/faults'),
    fault: (input: z.input<typeof schema.faultInput>) => call<{ faults: Fault[] }>('POST', '/faults', input),
    clearFaults: () => call<object>('DELETE', '/faults'),
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
