/** What webhooks tell other systems: the names alone, light enough for the browser. What each carries is in webhook-data.ts. */
import type { Permission } from './permissions.ts';

/** Where an event comes from: actions of the audit log, or null for what the log does not hold and its slice publishes. */
type Origin = { actions: readonly string[] | null; reads: Permission };

const told = (reads: Permission, ...actions: string[]) => ({ actions, reads });
const published = (reads: Permission) => ({ actions: null, reads });

/** Every event, with the right that one needs to be told of it. The order is that of the console. */
export const webhookOrigins = {
  'quota.allocated': told('quota:read', 'quota.allocate'),
  'quota.reached': published('quota:read'),
  'quota_request.created': told('quota:read', 'quota-request.create'),
  'quota_request.approved': told('quota:read', 'quota-request.approve'),
  'quota_request.rejected': told('quota:read', 'quota-request.reject'),
  'quota_request.closed': told('quota:read', 'quota-request.withdraw', 'quota-request.expire'),
  'sub_account.created': told('sub-account:read', 'sub-account.create'),
  'sub_account.imported': told('sub-account:read', 'sub-account.import'),
  'sub_account.updated': told('sub-account:read', 'sub-account.update'),
  'sub_account.cut_off_started': told('sub-account:read', 'sub-account.cut-off'),
  'sub_account.cut_off': told('sub-account:read', 'sub-account.cut-off.done'),
  'sub_account.restore_started': told('sub-account:read', 'sub-account.restore'),
  'sub_account.restored': told('sub-account:read', 'sub-account.restore.done'),
  'sub_account.released': told('sub-account:read', 'sub-account.release'),
  'sub_account.deleted': told('sub-account:read', 'sub-account.delete'),
  'access_key.created': told('access-key:read', 'access-key.create'),
  'access_key.activated': told('access-key:read', 'access-key.activate'),
  'access_key.deactivated': told('access-key:read', 'access-key.deactivate'),
  'access_key.deleted': told('access-key:read', 'access-key.delete'),
  'project.added': told('sub-account:read', 'project.add'),
  'project.removed': told('sub-account:read', 'project.remove'),
  'spending_check.finished': published('spending:read'),
  'spending_check.failed': published('spending:read'),
  'alert.raised': published('alert:read'),
  'alert.acknowledged': told('alert:read', 'alert.acknowledge'),
  'alert.resolved': told('alert:read', 'alert.resolve'),
  'cloud_account.connected': told('cloud-account:read', 'cloud-account.connect'),
  'cloud_account.credential_replaced': told('cloud-account:read', 'cloud-account.rotate'),
  'cloud_account.disconnected': told('cloud-account:read', 'cloud-account.disconnect'),
  'member.invited': told('member:read', 'invitation.create'),
  'member.joined': told('member:read', 'invitation.accept', 'member.provide'),
  'member.updated': told('member:read', 'member.update'),
  'member.removed': told('member:read', 'member.remove', 'member.leave'),
  'role.created': told('member:read', 'role.create'),
  'role.updated': told('member:read', 'role.update'),
  'role.deleted': told('member:read', 'role.delete'),
  'api_key.created': told('key:read', 'key.create'),
  'api_key.updated': told('key:read', 'key.update'),
  'api_key.rotated': told('key:read', 'key.rotate'),
  'api_key.revoked': told('key:read', 'key.revoke'),
  'setting.changed': told('setting:read', 'setting.set', 'setting.reset'),
  'tenant.updated': told('tenant:read', 'tenant.update'),
  'tenant.suspended': told('tenant:read', 'tenant.suspend'),
  'tenant.reactivated': told('tenant:read', 'tenant.reactivate'),
} as const satisfies Record<string, Origin>;

export type WebhookEventType = keyof typeof webhookOrigins;
export const webhookEventTypes = Object.keys(webhookOrigins) as [WebhookEventType, ...WebhookEventType[]];

/** Those that the slice publishes by itself. */
export type PublishedType = {
  [Type in WebhookEventType]: (typeof webhookOrigins)[Type]['actions'] extends null ? Type : never;
}[WebhookEventType];

/** Stands for every event, also for those that come later. */
export const EVERY_EVENT = '*';
/** Sent by hand, to see that events arrive. */
export const TEST_EVENT = 'webhook.test';

const typeByAction = new Map<string, WebhookEventType>(
  webhookEventTypes.flatMap((type) => {
    const { actions }: Origin = webhookOrigins[type];
    return (actions ?? []).map((action) => [action, type] as const);
  }),
);

/** The event that an entry of the audit log is told as; undefined for what webhooks do not tell. */
export const eventOf = (action: string): WebhookEventType | undefined => typeByAction.get(action);

/** The rights that it takes to be told of these events. */
export function readsOf(events: readonly string[]): Permission[] {
  const chosen = webhookEventTypes.filter((type) => events.includes(EVERY_EVENT) || events.includes(type));
  return [...new Set(chosen.map((type) => webhookOrigins[type].reads))];
}

/** `quota_allocated`: the event as a key of message files, which cannot hold a dot. */
export const eventKey = <T extends WebhookEventType>(type: T) => type.replace('.', '_') as EventKey<T>;
type EventKey<T extends string> = T extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;

/** `quota` of `quota.allocated`. */
export type EventNoun = WebhookEventType extends infer T
  ? T extends `${infer Noun}.${string}`
    ? Noun
    : never
  : never;
export const nounOf = (type: WebhookEventType) => type.slice(0, type.indexOf('.')) as EventNoun;
