/** The clouds of this installation: which providers there are and where each answers. */
import { AppError } from '#lib/errors.ts';
import { env } from '#server/core/env.ts';
import type { CloudProvider, ProviderId } from './provider.ts';
import { volcengineProvider } from './volcengine/provider.ts';

/** A provider that is not configured is absent, not broken. */
const makers = {
  volcengine: (now) => volcengineProvider({ id: 'volcengine', baseUrl: env().VOLCENGINE_BASE_URL, now }),
  sandbox: (now) => {
    const baseUrl = env().AIRGATE_SANDBOX_URL;
    return baseUrl ? volcengineProvider({ id: 'sandbox', baseUrl, now }) : null;
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
