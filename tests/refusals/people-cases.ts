// What is refused about people, roles, channels, settings, the audit log and single sign-on.
import type { Permission } from '#lib/permissions.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { startExport } from '#server/audit/service/exports.ts';
import { setEnforced } from '#server/sso/service/connection.ts';
import { connectProvider } from '#server/sso/test-world.ts';
import { refusal, type World } from './world.ts';

const memberId = ({ tenant }: World, role: 'owner' | 'admin' | 'viewer') => {
  const { actor } = tenant.as[role];
  return actor.kind === 'user' ? actor.memberId : '';
};
/** A key that may manage people and little else. */
const clerk = async ({ keyWith }: World, ...more: Permission[]) => ({
  secret: (
    await keyWith(['member:update', 'member:invite', 'member:remove', 'member:read', 'role:update', ...more])
  ).secret,
});
const provider = ({ issuer }: World, over: object = {}) => ({
  ...{ issuer: issuer.url, clientId: issuer.clientId, clientSecret: issuer.clientSecret },
  ...{ roleClaim: null, roleMap: [], defaultRole: 'viewer' },
  ...over,
});

export const peopleCases = [
  refusal('conflict', 'member_exists', (w) =>
    w.post('/invitations', { email: `viewer@${w.tenant.tenant.slug}.example`, role: 'viewer' }),
  ),
  refusal('conflict', 'invitation_exists', async ({ post }) => {
    const body = { email: 'twice@somewhere.example', role: 'viewer' };
    await post('/invitations', body);
    return post('/invitations', body);
  }),
  refusal('forbidden', 'role_beyond', async (w) =>
    w.post('/invitations', { email: 'a@somewhere.example', role: 'admin' }, await clerk(w)),
  ),
  refusal('forbidden', 'role_owner_only', (w) =>
    w.post('/invitations', { email: 'b@somewhere.example', role: 'owner' }),
  ),
  refusal('forbidden', 'member_above', async (w) =>
    w.patch(`/members/${memberId(w, 'admin')}`, { role: 'viewer' }, await clerk(w)),
  ),
  refusal('precondition_failed', 'role_in_use', async (w) => {
    const { body } = await w.role('Used');
    await w.post('/invitations', { email: 'used@somewhere.example', role: body.id });
    return w.remove(`/roles/${body.id}`);
  }),
  refusal('invalid_input', 'role_move_self', async (w) => {
    const { body } = await w.role('Moved');
    await w.post('/invitations', { email: 'moved@somewhere.example', role: body.id });
    return w.remove(`/roles/${body.id}?moveTo=${body.id}`);
  }),
  refusal('conflict', 'name_taken', async ({ role }) => {
    await role('Taken');
    return role('Taken');
  }),
  refusal('limit_exceeded', 'role_limit', async ({ fresh }) => {
    const { role } = await fresh();
    for (let n = 0; n < 100; n++) await role(`Role ${n}`);
    return role('One too many');
  }),
  refusal('invalid_input', 'setting_unknown', ({ patch }) =>
    patch('/settings', { values: { 'quota.colour': 'red' } }),
  ),
  refusal('precondition_failed', 'currency_fixed', async (w) => {
    const { path } = await w.account();
    await w.post(`${path}/allocations`, { amount: '1', reason: 'Test' });
    return w.patch('/tenant', { currency: 'EUR' });
  }),
  refusal('invalid_input', 'channel_url_refused', ({ channel }) =>
    channel({ config: { kind: 'feishu', url: 'https://open.feishu.cn.evil.example/x' } }),
  ),
  refusal('invalid_input', 'webhook_url_refused', ({ channel }) =>
    channel({ config: { kind: 'webhook', url: 'http://169.254.169.254/latest' } }),
  ),
  refusal('precondition_failed', 'mail_unconfigured', ({ channel }) =>
    channel({ config: { kind: 'email', to: ['ops@somewhere.example'] } }),
  ),
  refusal('conflict', 'channel_kind_fixed', async (w) => {
    const { body } = await w.channel();
    return w.patch(`/channels/${body.id}`, {
      config: { kind: 'webhook', url: 'https://hooks.example.com/x' },
    });
  }),
  refusal('precondition_failed', 'channel_has_no_secret', async (w) =>
    w.post(`/channels/${(await w.channel()).body.id}/rotate-secret`),
  ),
  refusal('upstream_failed', 'channel_failed', async (w) => {
    const config = { kind: 'feishu', url: w.feishu.url, secret: 'another' };
    return w.post(`/channels/${(await w.channel({ config })).body.id}/test`);
  }),
  refusal('limit_exceeded', 'channel_limit', async ({ fresh }) => {
    const { channel } = await fresh();
    for (let n = 0; n < 40; n++) await channel();
    return channel();
  }),
  refusal('conflict', 'delivery_not_dead', async (w) => {
    const path = await delivery(w);
    return w.post(`${path}/discard`);
  }),
  refusal('precondition_failed', 'channel_off', async (w) => {
    const path = await delivery(w);
    await w.db((tx) => tx.channel.updateMany({ data: { enabled: false } }));
    return w.post(`${path}/resend`);
  }),
  refusal('limit_exceeded', 'audit_exports_busy', async ({ fresh }) => {
    const { post } = await fresh();
    for (let n = 0; n < 5; n++) await post('/audit-exports', { format: 'csv' });
    return post('/audit-exports', { format: 'csv' });
  }),
  refusal('precondition_failed', 'audit_export_unfinished', async (w) => {
    const { id } = await startExport(w.tenant.as.owner, { format: 'csv' });
    return w.get(`/audit-exports/${id}/content`);
  }),
  refusal('forbidden', 'audit_export_of_another', async (w) => {
    const { id } = await startExport(w.tenant.as.owner, { format: 'csv' });
    return w.post(`/audit-exports/${id}/cancel`);
  }),
  refusal('invalid_input', 'sso_secret_needed', (w) =>
    w.put('/single-sign-on', provider(w, { clientSecret: undefined })),
  ),
  refusal('invalid_input', 'sso_blocked', (w) =>
    w.put('/single-sign-on', provider(w, { issuer: 'http://169.254.169.254' })),
  ),
  refusal('upstream_failed', 'sso_discovery', (w) =>
    w.put('/single-sign-on', provider(w, { issuer: `${w.issuer.url}/elsewhere` })),
  ),
  refusal('upstream_failed', 'sso_unreachable', async (w) =>
    w.put('/single-sign-on', provider(w, { issuer: 'https://nobody.invalid' })),
  ),
  refusal('invalid_input', 'sso_confirm', ({ remove }) => remove('/single-sign-on?confirm=other')),
  refusal('invalid_input', 'sso_domain_public', ({ post }) =>
    post('/single-sign-on/domains', { domain: 'gmail.com' }),
  ),
  refusal('limit_exceeded', 'sso_domain_limit', async ({ fresh }) => {
    const { post } = await fresh();
    for (let n = 0; n < 20; n++) await post('/single-sign-on/domains', { domain: `d${n}.example` });
    return post('/single-sign-on/domains', { domain: 'one-more.example' });
  }),
  refusal('precondition_failed', 'sso_no_domain', async (w) => {
    await w.put('/single-sign-on', provider(w));
    return w.put('/single-sign-on/enforcement', { enforced: true });
  }),
  refusal('precondition_failed', 'sso_last_domain', async (w) => {
    const { domainId } = await connectProvider(w.tenant, w.issuer);
    await setEnforced(w.tenant.as.owner, { enforced: true });
    return w.remove(`/single-sign-on/domains/${domainId}`);
  }),
];

/** A message to a channel that waits to be sent. */
async function delivery(w: World): Promise<string> {
  await w.channel();
  await raiseAlert(w.tenant.job, {
    ...{ type: 'check_failed', severity: 'critical', dedupeKey: `case ${Math.random()}` },
    details: { reason: 'cloud_denied' },
  });
  const { body } = await w.ask<{ items: { id: string }[] }>('GET', '/deliveries?limit=1');
  return `/deliveries/${body.items[0]?.id}`;
}
