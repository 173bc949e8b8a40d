// What the API's refusals are produced in: a tenant with a cloud account, and a key that may do everything.
import { randomBytes } from 'node:crypto';
import type { ErrorCode } from '#lib/errors.ts';
import { allPermissions, type Permission } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import { withIdentity } from '#server/core/identity.ts';
import { iamWorld } from '#server/iam/test-world.ts';
import { createKey } from '#server/keys/service.ts';
import { type Answer, request } from '#tests/procedures.ts';
import type { TestSandbox } from '#tests/sandbox.ts';
import type { FeishuServer } from '#tests/servers/feishu.ts';
import type { Issuer } from '#tests/servers/issuer.ts';

export type Places = { sandbox: TestSandbox; feishu: FeishuServer; issuer: Issuer };
export type World = Awaited<ReturnType<typeof makeWorld>>;
interface Fresh extends World {}

/** One way to each refusal. What it returns is the refusal's answer. */
export type Case = { code: ErrorCode; reason: string; ask: (world: World) => Promise<Answer> };
export const refusal = (code: ErrorCode, reason: string, ask: Case['ask']): Case => ({ code, reason, ask });

type FaultKind = 'throttled' | 'server_error' | 'timeout_before_effect' | 'timeout_after_effect';
type Given = { secret?: string; body?: unknown; headers?: Record<string, string> };

/** `last` is where the last request went, for looking it up in the document. */
export async function makeWorld(places: Places, last = { method: '', path: '' }) {
  const world = await iamWorld(places.sandbox);
  const { tenant, cloudAccountId } = world;
  const keyWith = (permissions: readonly Permission[], more: object = {}) =>
    createKey(tenant.as.owner, { name: 'other', permissions: [...permissions], ...more });
  const full = await keyWith(allPermissions);
  const ask = <Body = Record<string, unknown>>(method: string, path: string, given: Given = {}) => {
    Object.assign(last, { method, path });
    return request<Body>(method, path, { secret: full.secret, ...given });
  };
  const get = (path: string, given?: Given) => ask('GET', path, given);
  const post = <Body = Record<string, unknown>>(path: string, body: unknown = {}, given: Given = {}) =>
    ask<Body>('POST', path, { body, ...given });
  const patch = (path: string, body: unknown, given: Given = {}) => ask('PATCH', path, { body, ...given });
  const put = (path: string, body: unknown) => ask('PUT', path, { body });
  const remove = (path: string) => ask('DELETE', path);

  /** A managed sub-account, in a state that the cloud or another slice would bring it into. */
  async function account(state: Parameters<typeof world.put>[1] = {}) {
    const userName = `u-${randomBytes(4).toString('hex')}`;
    const { id } = await world.create(userName);
    if (Object.keys(state).length > 0) await world.put(id, state);
    return { id, userName, path: `/sub-accounts/${id}` };
  }
  const channel = (over: object = {}) =>
    post<{ id: string }>('/channels', {
      name: `c-${randomBytes(4).toString('hex')}`,
      config: { kind: 'feishu', url: places.feishu.url, secret: places.feishu.secret },
      ...over,
    });
  const calm = () => places.sandbox.control.clearFaults({ account: world.account });
  const fault = (kind: FaultKind, action: string) =>
    places.sandbox.control.fault({ kind, account: world.account, action, delayMs: 20, times: 9 });
  return {
    ...places,
    ...{ world, tenant, cloudAccountId, full, keyWith, last },
    ...{ ask, get, post, patch, put, remove, account, channel, fault, calm },
    /** Another one, for what fills a tenant up. */
    fresh: (): Promise<Fresh> => makeWorld(places, last),
    role: (name: string, over: object = {}) =>
      post<{ id: string }>('/roles', { name, permissions: ['tenant:read'], ...over }),
    /** Changes rows as time or another process would. */
    rows: <T>(change: Parameters<typeof withIdentity<T>>[0]) => withIdentity(change),
    db: <T>(read: Parameters<typeof access<T>>[2]) => access(tenant.job, 'tenant:update', read),
  };
}
