// A production AirGate over a database that is filled already, and the two ways in: a session and an API key.
import pg from 'pg';
import { Agent, request } from 'undici';
import { newId } from '#lib/ids.ts';
import { allPermissions } from '#lib/permissions.ts';
import { startAirGate } from '#tests/airgate.ts';

export interface Console {
  readonly url: string;
  /** Headers of the first operator, an owner of the tenant, as the console sends them. */
  readonly session: Record<string, string>;
  /** Headers of an API key with every permission. */
  readonly key: Record<string, string>;
  /** One request, read to its end. */
  get(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

/** Always the same, so that a database that was kept can be used again. */
const SECRET_KEY = Buffer.alloc(32, 'airgate bench').toString('base64');

/** Starts one without jobs, so that nothing else asks the database. */
export async function startConsole(databaseUrl: string, slug: string): Promise<Console> {
  const airgate = await startAirGate({
    DATABASE_URL: databaseUrl,
    AIRGATE_SECRET_KEY: SECRET_KEY,
    AIRGATE_JOBS: '0',
    AIRGATE_DEMO: '0',
  });
  const agent = new Agent({ connections: 64, bodyTimeout: 60_000, headersTimeout: 60_000 });
  const get = async (path: string, headers: Record<string, string>) => {
    const answer = await request(airgate.url + path, { headers, dispatcher: agent });
    return { status: answer.statusCode, text: await answer.body.text() };
  };
  try {
    await joinTenant(databaseUrl, slug, airgate.email);
    const session = { cookie: await signIn(airgate), 'x-airgate-tenant': slug };
    const key = { authorization: `Bearer ${await makeKey(airgate.url, session)}` };
    const stop = async () => {
      await agent.close();
      await airgate.stop();
    };
    return { url: airgate.url, session, key, get, stop };
  } catch (error) {
    await airgate.stop();
    throw error;
  }
}

/** Makes the first operator an owner of the tenant. */
async function joinTenant(databaseUrl: string, slug: string, email: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into member (id, tenant_id, user_id, role, created_at)
       select $1, t.id, u.id, 'owner', now() from tenant t, app_user u where t.slug = $2 and u.email = $3 on conflict do nothing`,
      [newId('member'), slug, email],
    );
  } finally {
    await client.end();
  }
}

/** Signs in as the form does; returns the cookies. */
async function signIn({ url, email, password }: { url: string; email: string; password: string }) {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const cookies = cookiesOf(asked);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookies, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    redirect: 'manual',
  });
  const session = cookiesOf(answer);
  if (!session.includes('session-token')) throw new Error(`Signing in failed: ${await answer.text()}`);
  return `${cookies}; ${session}`;
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function makeKey(url: string, session: Record<string, string>): Promise<string> {
  const answer = await fetch(`${url}/api/trpc/keys.create`, {
    method: 'POST',
    headers: { ...session, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', permissions: allPermissions }),
  });
  const { result } = (await answer.json()) as { result?: { data: { secret: string } } };
  if (!result) throw new Error('An API key could not be made');
  return result.data.secret;
}
