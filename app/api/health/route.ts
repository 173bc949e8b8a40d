import { getPublicHealth } from '#server/platform/health.ts';

export const dynamic = 'force-dynamic';

/** For probes: 503 while the database does not answer, since nothing works without it. Everything else only shows. */
export async function GET(): Promise<Response> {
  const health = await getPublicHealth();
  const status = health.parts.database === 'down' ? 503 : 200;
  return Response.json(health, { status, headers: { 'cache-control': 'no-store' } });
}
