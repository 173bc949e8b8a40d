/** The clouds of this installation: which providers there are and where each answers. */
import { AppError } from '#lib/errors.ts';
import { env } from '#server/core/env.ts';
import { metrics } from '#server/core/metrics.ts';
import type { CloudProvider, ProviderId } from './provider.ts';
import { type SandboxControl, sandboxControl } from './sandbox/control.ts';
import type { OnCall } from './volcengine/client.ts';
import { volcengineProvider } from './volcengine/provider.ts';

/** Every call is counted and measured, by its action. */
const counted =
  (provider: ProviderId): OnCall =>
  ({ action, outcome, seconds }) => {
    metrics.cloudCalls().inc({ provider, action, outcome });
    metrics.cloudSeconds().observe({ provider, action }, seconds);
  };

/** A provider that is not configured is absent, not broken. */
const makers = {
  volcengine: (now) =>
    volcengineProvider({
      id: 'volcengine',
      baseUrl: env().VOLCENGINE_BASE_URL,
      now,
      onCall: counted('volcengine'),
    }),
  sandbox: (now) => {
    const baseUrl = env().AIRGATE_SANDBOX_URL;
    return baseUrl ? volcengineProvider({ id: 'sandbox', baseUrl, now, onCall: counted('sandbox') }) : null;
  },
} as const satisfies Record<ProviderId, (now: () => Date) => CloudProvider | null>;

/** Throws `precondition_failed` when this installation has no such cloud. */
export function providerOf(id: string, now: () => Date): CloudProvider {
  const known = Object.keys(makers).find((k): k is ProviderId => k === id);
  const provider = known ? makers[known](now) : null;
  if (!provider)
    throw new AppError('precondition_failed', 'provider_unavailable', { params: { provider: id } });
  return provider;
}

/** The providers that can be connected here. */
export function availableProviders(now: () => Date): ProviderId[] {
  return (Object.keys(makers) as ProviderId[]).filter((id) => makers[id](now) !== null);
}

/** Its control interface is on the same machine; what takes longer is stuck. */
const CONTROL_TIMEOUT_MS = 5_000;

/** Throws `precondition_failed` where this installation has no sandbox cloud. */
export function sandboxDoor(): SandboxControl {
  const url = env().AIRGATE_SANDBOX_URL;
  if (url) return sandboxControl(url, { timeoutMs: CONTROL_TIMEOUT_MS });
  throw new AppError('precondition_failed', 'provider_unavailable', { params: { provider: 'sandbox' } });
}
