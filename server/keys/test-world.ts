/** Keys of a tenant of its own, used over the REST door from any address. */
import type { Permission } from '#lib/permissions.ts';
import { restHandler } from '#server/core/rest.ts';
import { tenantsRest } from '#server/tenants/rest.ts';
import { makeTenant } from '#tests/factories.ts';
import { keysRest } from './rest.ts';
import { type CreateKeyInput, createKeyInput } from './schema.ts';
import { createKey } from './service.ts';

const handle = restHandler([...keysRest, ...tenantsRest]);

export type Call = { method?: string; path?: string; body?: object; from?: string };
export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** One request with a key; reads its tenant unless told otherwise. */
export async function callWith(secret: string, call: Call = {}): Promise<Answer> {
  const { method = 'GET', path = '/tenant', body, from } = call;
  const headers = {
    authorization: `Bearer ${secret}`,
    ...(body && { 'content-type': 'application/json' }),
    ...(from && { 'x-forwarded-for': `192.0.2.250, ${from}` }),
  };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await handle(new Request(`http://localhost/api/v1${path}`, init));
  return { status: response.status, headers: response.headers, body: await response.json() };
}

type Wish = Partial<Omit<CreateKeyInput, 'expiresAt'>> & { permissions?: Permission[] };

/** A tenant with one key that may read it, and whatever limits it is given. */
export async function makeKey(wish: Wish = {}, options: Parameters<typeof makeTenant>[0] = {}) {
  const world = await makeTenant(options);
  const input = createKeyInput.parse({ name: 'Farm', permissions: ['tenant:read'], ...wish });
  const key = await createKey(world.as.owner, input);
  const call = (more?: Call) => callWith(key.secret, more);
  const statuses = async (count: number, more?: Call) => {
    const answers: number[] = [];
    for (let i = 0; i < count; i++) answers.push((await call(more)).status);
    return answers;
  };
  return { ...world, key, call, statuses };
}
