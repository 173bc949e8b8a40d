// What is refused about the tenant itself, teams, requests for quota, invitations by the dozen and webhooks.
import { newId } from '#lib/ids.ts';
import { createKey } from '#server/keys/service.ts';
import { refusal, type World } from './world.ts';

const team = (w: World, name: string, parentId: string | null = null) =>
  w.post<{ id: string }>('/teams', { name, parentId });
const preview = (w: World, text: string) => w.post('/invitations/preview', { text, role: 'viewer' });
const logo = (w: World, bytes: Buffer) => w.put('/tenant/logo', { image: bytes.toString('base64') });

/** The beginning and the end of a PNG of that size; nothing else of it is read. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt32BE(13);
  header.write('IHDR', 4);
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 6], 16);
  const end = Buffer.from('0000000049454e44ae426082', 'hex');
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, end]);
}

const webhook = (w: World, url = 'https://hooks.example.com/x') =>
  w.post<{ id: string }>('/webhooks', { name: `h-${newId('webhook').slice(-8)}`, url, events: ['*'] });

async function webhookDelivery(w: World): Promise<string> {
  await webhook(w);
  await w.keyWith(['tenant:read']);
  const { body } = await w.ask<{ items: { id: string }[] }>('GET', '/webhook-deliveries?limit=1');
  return `/webhook-deliveries/${body.items[0]?.id}`;
}

async function quotaRequest(w: World, secret = w.full.secret) {
  const { id } = await w.account();
  await w.post(`/sub-accounts/${id}/allocations`, { amount: '10', reason: 'Start' });
  const body = { subAccountId: id, amount: '5', reason: 'A long render' };
  const ask = (by = secret) => w.post<{ id: string }>('/quota-requests', body, { secret: by });
  return { ask };
}

export const newerCases = [
  refusal('invalid_input', 'slug_differs', ({ remove }) => remove('/tenant?slug=another-one')),
  refusal('invalid_input', 'logo_format', (w) => logo(w, Buffer.from('<svg/>'))),
  refusal('invalid_input', 'logo_large', (w) => logo(w, Buffer.alloc(66_000))),
  refusal('invalid_input', 'logo_side', (w) => logo(w, png(4_000, 10))),
  refusal('conflict', 'team_cycle', async (w) => {
    const above = (await team(w, 'Above')).body.id;
    const below = (await team(w, 'Below', above)).body.id;
    return w.post(`/teams/${above}/move`, { parentId: below });
  }),
  refusal('limit_exceeded', 'team_depth', async (w) => {
    let answer = await team(w, 'Level 0');
    for (let level = 1; answer.status === 201; level++)
      answer = await team(w, `Level ${level}`, answer.body.id);
    return answer;
  }),
  refusal('precondition_failed', 'team_in_use', async (w) => {
    const above = (await team(w, 'Held')).body.id;
    await team(w, 'Holding', above);
    return w.remove(`/teams/${above}`);
  }),
  refusal('invalid_input', 'team_move_self', async (w) => {
    const { id } = (await team(w, 'Itself')).body;
    return w.remove(`/teams/${id}?moveTo=${id}`);
  }),
  refusal('limit_exceeded', 'team_limit', async ({ fresh }) => {
    const w = await fresh();
    const at = { createdAt: w.tenant.job.now(), updatedAt: w.tenant.job.now() };
    const row = (n: number) => ({ id: newId('team'), tenantId: w.tenant.tenant.id, name: `T ${n}`, ...at });
    await w.db((db) => db.team.createMany({ data: Array.from({ length: 500 }, (_, n) => row(n)) }));
    return team(w, 'One too many');
  }),
  refusal('invalid_input', 'csv_broken', (w) => preview(w, 'email,role\n"a@b.example,viewer')),
  refusal('invalid_input', 'csv_empty', (w) => preview(w, 'email,role\n')),
  refusal('invalid_input', 'csv_many', (w) =>
    preview(w, Array.from({ length: 501 }, (_, n) => `p${n}@many.example`).join('\n')),
  ),
  refusal('forbidden', 'permission_owner_only', ({ role }) =>
    role('Owner by another name', { permissions: ['tenant:delete'] }),
  ),
  refusal('precondition_failed', 'key_beyond_owner', async ({ fresh }) => {
    const w = await fresh();
    const [admin, viewer] = [w.tenant.as.admin.actor, w.tenant.as.viewer.actor];
    await createKey(w.tenant.as.admin, { name: 'of the admin', permissions: ['quota:allocate'] });
    const idOf = (actor: typeof admin) => (actor.kind === 'user' ? actor.memberId : '');
    return w.remove(`/members/${idOf(admin)}?keys=${idOf(viewer)}`);
  }),
  refusal('conflict', 'request_pending', async (w) => {
    const { ask } = await quotaRequest(w);
    await ask();
    return ask();
  }),
  refusal('conflict', 'request_decided', async (w) => {
    const { body } = await (await quotaRequest(w)).ask();
    await w.post(`/quota-requests/${body.id}/reject`, { note: 'Not now' });
    return w.post(`/quota-requests/${body.id}/reject`, { note: 'Not now' });
  }),
  refusal('forbidden', 'request_not_holder', async (w) => {
    const { secret } = await w.keyWith(['sub-account:read', 'quota:request', 'quota:read']);
    return (await quotaRequest(w)).ask(secret);
  }),
  refusal('precondition_failed', 'people_only', async ({ fresh }) => {
    const w = await fresh();
    const { ask } = await quotaRequest(w);
    // Whoever made the key has left since.
    const { secret, id } = await createKey(w.tenant.as.admin, {
      name: 'left behind',
      permissions: ['sub-account:read', 'quota:request', 'quota:allocate'],
    });
    await w.rows((tx) => tx.apiKey.updateMany({ where: { id }, data: { createdBy: newId('user') } }));
    return ask(secret);
  }),
  refusal('upstream_failed', 'webhook_failed', async (w) => {
    const { body } = await webhook(w, `${w.issuer.url}/hook`);
    return w.post(`/webhooks/${body.id}/test`);
  }),
  refusal('conflict', 'delivery_under_way', async (w) => w.post(`${await webhookDelivery(w)}/resend`)),
  refusal('precondition_failed', 'webhook_off', async (w) => {
    const { body } = await webhook(w);
    await w.patch(`/webhooks/${body.id}`, { enabled: false });
    return w.post(`/webhooks/${body.id}/resend-failed`);
  }),
  refusal('limit_exceeded', 'webhook_limit', async ({ fresh }) => {
    const w = await fresh();
    for (let n = 0; n < 20; n++) await webhook(w);
    return webhook(w);
  }),
];
