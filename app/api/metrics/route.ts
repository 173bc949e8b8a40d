import { AppError } from '#lib/errors.ts';
import { defaultLocale } from '#lib/i18n/locale.ts';
import { sameText } from '#server/core/crypto.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { problemResponse } from '#server/core/rest.ts';
import { peerInScope, requestIdInScope } from '#server/core/scope.ts';
import { mayReadMetrics } from '#server/platform/policy.ts';
import { readMetrics } from '#server/platform/service/metrics.ts';

export const dynamic = 'force-dynamic';

/** For Prometheus: by token, or from this machine where no token is set and nothing stands between. */
export async function GET(request: Request): Promise<Response> {
  const { AIRGATE_METRICS_TOKEN: token } = env();
  const [, sent = ''] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const tokenFits = token === undefined ? null : sameText(sent, token);
  if (!mayReadMetrics({ tokenFits, peer: peerInScope() })) {
    const error = new AppError('unauthenticated', 'metrics_refused');
    return problemResponse(error, requestIdInScope(), defaultLocale);
  }
  const { text, contentType } = await readMetrics(platformSystemCtx('metrics'));
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}
