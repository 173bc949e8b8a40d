/** What each event carries, as zod sees it. The fields named here are the white list: nothing else leaves with an event. */
import { z } from 'zod';
import { alertTypes, severities } from './alerts.ts';
import { alertStates, checkStates } from './choices.ts';
import { type IdKind, idPrefixes } from './new-id.ts';
import { type WebhookEventType, webhookEventTypes } from './webhook-events.ts';

type Fields = z.ZodObject | null;
type Data = { target: string; before: Fields; after: Fields };

const text = z.string();
const amount = text.meta({ description: 'Decimal string', examples: ['100.00'] });
const time = text.meta({ format: 'date-time' });
const like = (...examples: string[]) => text.meta({ examples });
const id = (kind: IdKind) => like(`${idPrefixes[kind]}_0199a3c4d5e67f8091a2b3c4d5e6f708`);
const email = like('lin.wei@example.com');
const roleName = like('member');
const permissions = z.array(like('quota:read'));

const subAccount = z.object({
  cloudAccountId: text,
  userName: text,
  displayName: like('Render farm'),
  description: text,
  email: email.nullable(),
});
const change = subAccount
  .omit({ cloudAccountId: true, userName: true })
  .extend({ protected: z.boolean(), alertSteps: z.array(z.int()) })
  .partial();
const state = z.object({ state: like('active') });
const asked = z.object({ subAccountId: text, amount, currency: text });
const waiting = asked.extend({ state: like('pending') });
const decided = z.object({
  state: like('approved', 'rejected'),
  note: like('For the trailer').optional(),
  link: z.boolean().optional().meta({ description: 'Decided by a link in a mail' }),
});
const begun = z.object({
  state: like('cutting_off'),
  reason: like('limit'),
  saga: id('saga'),
  granted: amount.optional(),
  spent: amount.optional(),
  currency: text.optional(),
});
const ended = z.object({
  state: like('cut_off'),
  saga: id('saga'),
  changed: z
    .array(z.object({ id: text, label: text }))
    .meta({ description: 'What was switched in the cloud' }),
});
const gone = z.object({ userName: text, projects: z.array(like('movie-farm')) });
const accessKey = z.object({ userName: text, accessKeyId: like('AKLTexample') });
const alertState = z.object({ state: z.enum(alertStates) });
const check = z.object({
  cloudAccountId: text,
  state: z.enum(checkStates),
  trigger: like('schedule'),
  rows: z.int(),
  changed: z.int(),
  startedAt: time,
  finishedAt: time,
});
const person = z.object({ name: text.optional(), email, role: roleName, roleId: text.optional() });
const holder = z.object({ name: text.optional(), role: roleName, roleId: text.optional() });
const role = z.object({ name: like('Finance'), description: text, permissions });
const limits = z.object({
  name: text,
  permissions,
  expiresAt: time.nullable(),
  perMinute: z.int().nullable(),
  perMonth: z.int().nullable(),
  addresses: z.array(like('203.0.113.0/24')),
});
const hint = z.object({
  hint: like('ag_live_0199…').meta({ description: 'The beginning of the key' }),
});
const settings = z.object({
  value: z.unknown().meta({ examples: ['automatic'] }),
  source: like('tenant').optional(),
});
const tenant = z.object({ name: text, currency: text, timeZone: text, locale: like('zh-CN') }).partial();
const status = z.object({ status: like('active') });

const of = (target: string, before: Fields, after: Fields): Data => ({ target, before, after });

const webhookData = {
  'quota.allocated': of(
    'sub-account',
    z.object({ granted: amount }),
    z.object({ granted: amount, amount, currency: text, reason: text }),
  ),
  'quota.reached': of(
    'sub-account',
    null,
    z.object({ userName: text, cloudAccountId: text, spent: amount, granted: amount, currency: text }),
  ),
  'quota_request.created': of('quota-request', null, asked.extend({ reason: text })),
  'quota_request.approved': of(
    'quota-request',
    waiting,
    decided.extend({
      amount,
      entryId: text.meta({ description: 'The allocation' }),
      own: z.boolean().optional(),
    }),
  ),
  'quota_request.rejected': of('quota-request', waiting, decided),
  'quota_request.closed': of('quota-request', waiting, z.object({ state: like('withdrawn', 'expired') })),
  'sub_account.created': of('sub-account', null, subAccount),
  'sub_account.imported': of('sub-account', null, subAccount.pick({ userName: true, cloudAccountId: true })),
  'sub_account.updated': of('sub-account', change, change),
  'sub_account.cut_off_started': of('sub-account', state, begun),
  'sub_account.cut_off': of('sub-account', null, ended),
  'sub_account.restore_started': of('sub-account', state, begun),
  'sub_account.restored': of('sub-account', null, ended),
  'sub_account.released': of('sub-account', gone, null),
  'sub_account.deleted': of('sub-account', gone.extend({ cloudUserId: text }), null),
  'access_key.created': of('sub-account', null, accessKey),
  'access_key.activated': of('sub-account', null, accessKey),
  'access_key.deactivated': of('sub-account', null, accessKey),
  'access_key.deleted': of('sub-account', null, accessKey),
  'project.added': of(
    'sub-account',
    null,
    z.object({
      project: text,
      policies: z.array(like('ArkFullAccess')),
      countedFrom: text.meta({ format: 'date' }),
    }),
  ),
  'project.removed': of('sub-account', z.object({ project: text }), null),
  'spending_check.finished': of('check', null, check),
  'spending_check.failed': of('check', null, check.extend({ reason: text })),
  'alert.raised': of(
    'alert',
    null,
    z.object({
      type: z.enum(alertTypes),
      severity: z.enum(severities),
      muted: z.boolean(),
      subAccountId: text.nullable(),
      cloudAccountId: text.nullable(),
      details: z.record(text, z.unknown()).meta({ description: 'Depends on the type of the alert' }),
    }),
  ),
  'alert.acknowledged': of('alert', alertState, alertState),
  'alert.resolved': of('alert', alertState, alertState),
  'cloud_account.connected': of(
    'cloud-account',
    null,
    z.object({ name: text, provider: like('volcengine'), cloudAccountNo: text, keyHint: like('AKLT…7f3a') }),
  ),
  'cloud_account.credential_replaced': of(
    'cloud-account',
    z.object({ keyHint: like('AKLT…7f3a') }),
    z.object({ keyHint: like('AKLT…7f3a') }),
  ),
  'cloud_account.disconnected': of('cloud-account', null, null),
  'member.invited': of('invitation', null, person.extend({ expiresAt: time })),
  'member.joined': of('invitation', null, person.extend({ memberId: text.optional() })),
  'member.updated': of('member', holder, holder),
  'member.removed': of('member', person, null),
  'role.created': of('role', null, role),
  'role.updated': of('role', role.partial(), role.partial()),
  'role.deleted': of('role', role, null),
  'api_key.created': of('key', null, limits.extend(hint.shape)),
  'api_key.updated': of('key', limits.partial(), limits.partial()),
  'api_key.rotated': of('key', hint, hint.extend({ validUntil: time })),
  'api_key.revoked': of('key', hint.extend({ name: text }), null),
  'setting.changed': of('setting', settings, settings),
  'tenant.updated': of('tenant', tenant, tenant),
  'tenant.suspended': of('tenant', status, status),
  'tenant.reactivated': of('tenant', status, status),
} as const satisfies Record<WebhookEventType, Data>;

/** The form of the body; it grows by fields and only changes with another number. */
export const EVENT_VERSION = 1;

/** `subAccount` of `sub-account`. */
const kindOf = (target: string) =>
  target.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as IdKind;

/** The body of one type as it is posted. */
export function eventBody(type: WebhookEventType) {
  const { target, before, after }: Data = webhookData[type];
  return z.object({
    version: z.literal(EVENT_VERSION),
    id: id('event').meta({ description: 'The same at every attempt, in every repeat and for every webhook' }),
    type: z.literal(type),
    occurredAt: time,
    tenant: z.object({ id: id('tenant'), slug: text, name: like('Acme') }),
    actor: z.object({
      kind: z.enum(['user', 'key', 'operator', 'system']),
      id: id('user'),
      name: like('Lin Wei'),
    }),
    target: z.object({
      kind: like(target),
      id: target === 'setting' ? like('quota.restoreMode') : id(kindOf(target)),
    }),
    data: z.object({ before: before ?? z.null(), after: after ?? z.null() }),
    auditId: id('audit').nullable(),
  });
}

type Json = { [field: string]: unknown };

/** What of a change leaves with an event: the fields that its type names; null where there is none. */
export function shownOf(type: WebhookEventType, side: 'before' | 'after', change: unknown): Json | null {
  const fields: Fields = webhookData[type][side];
  if (!fields || change === null || typeof change !== 'object') return null;
  return Object.fromEntries(Object.entries(change).filter(([field]) => field in fields.shape));
}

/** Every type with its body, for the API's document. */
export const eventBodies = () => webhookEventTypes.map((type) => ({ type, body: eventBody(type) }));
