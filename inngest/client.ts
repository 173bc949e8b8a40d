/** The events of AirGate and the client that sends them. A leaf: names and schemas only. */
import { type ClientOptions, eventType, Inngest } from 'inngest';
import type { Pool } from 'pg';
import { z } from 'zod';
import { embeddedFetch } from './embedded/transport.ts';

const inTenant = { tenantId: z.string() };
const ofSubAccount = { ...inTenant, subAccountId: z.string() };

/** Every event, with what it carries. They are written to the outbox in the transaction of their cause. */
export const events = {
  /** A cloud account was connected: read its users and projects, then its bill. */
  cloudAccountConnected: eventType('cloud-account/connected', {
    schema: z.object({ ...inTenant, cloudAccountId: z.string() }),
  }),
  /** The users and projects of a cloud account have not been read for as long as the tenant's setting says. */
  syncDue: eventType('cloud-account/sync.due', {
    schema: z.object({ ...inTenant, cloudAccountId: z.string() }),
  }),
  /** Somebody or the schedule wants a spending check; its row exists. */
  checkRequested: eventType('spending/check.requested', {
    schema: z.object({ ...inTenant, cloudAccountId: z.string(), checkId: z.string() }),
  }),
  /** Spending has reached the quota: cut off, unless protected. */
  limitReached: eventType('quota/limit.reached', {
    schema: z.object({ ...ofSubAccount, bucketId: z.string() }),
  }),
  /** An allocation brought spending below the quota again. */
  limitCleared: eventType('quota/limit.cleared', {
    schema: z.object({ ...ofSubAccount, bucketId: z.string() }),
  }),
  /** A cut-off or restore was begun; its row exists. */
  sagaStarted: eventType('cut-off/saga.started', {
    schema: z.object({ ...ofSubAccount, sagaId: z.string() }),
  }),
  /** A project is being attached to or detached from a sub-account; its row exists. */
  projectChanging: eventType('project/changing', {
    schema: z.object({ ...ofSubAccount, subAccountProjectId: z.string() }),
  }),
  /** Somebody wants a file of the audit log; its row exists. */
  auditExportRequested: eventType('audit/export.requested', {
    schema: z.object({ ...inTenant, exportId: z.string() }),
  }),
  /** An alert is to be delivered to a channel; its row exists. */
  deliveryRequested: eventType('alert/delivery.requested', {
    schema: z.object({ ...inTenant, deliveryId: z.string(), channelId: z.string().optional() }),
  }),
  /** An event is to be delivered to a webhook of another system; its row exists. */
  webhookDeliveryRequested: eventType('webhook/delivery.requested', {
    schema: z.object({ ...inTenant, deliveryId: z.string(), webhookId: z.string() }),
  }),
  /** Somebody asks for quota: whoever may decide is to be told by mail. */
  quotaRequested: eventType('quota-request/created', {
    schema: z.object({ ...inTenant, quotaRequestId: z.string() }),
  }),
  /** A request for quota was decided or has expired: whoever asked is to be told by mail. */
  quotaRequestDecided: eventType('quota-request/decided', {
    schema: z.object({ ...inTenant, quotaRequestId: z.string() }),
  }),
  /** An API key is about to expire: whoever made it is to be told by mail. */
  keyExpiring: eventType('api-key/expiring', {
    schema: z.object({ ...inTenant, keyId: z.string(), days: z.number() }),
  }),
  /** A deleted tenant is back: what its jobs left undone is to be taken up. */
  tenantRestored: eventType('tenant/restored', { schema: z.object(inTenant) }),
  /** An owner offered the tenant, or the offer was answered: those concerned are to be told by mail. */
  transferChanged: eventType('tenant/transfer.changed', {
    schema: z.object({
      ...inTenant,
      transferId: z.string(),
      change: z.enum(['offered', 'accepted', 'declined', 'withdrawn']),
    }),
  }),
} as const;

type Events = typeof events;
export type EventName = Events[keyof Events]['name'];

/** Where the embedded executor takes events in, and what its calls are signed with. */
export type Embedded = { database: () => Pool; signingKey: string };

/** How a process wants to hear of its jobs. */
export type Hearing = Pick<ClientOptions, 'logger' | 'internalLogger' | 'middleware'>;

/** The client of one process: through the embedded executor, or to the Inngest server that its variables name. */
export function createInngest(embedded: Embedded | null, hearing: Hearing = {}): Inngest {
  // One step a call on a server too: what the conformance suite checks is then what runs.
  if (!embedded) return new Inngest({ id: 'airgate', ...hearing, checkpointing: false });
  return new Inngest({
    id: 'airgate',
    ...hearing,
    isDev: false,
    eventKey: 'embedded',
    baseUrl: 'http://embedded.invalid/',
    signingKey: embedded.signingKey,
    fetch: embeddedFetch(embedded.database),
  });
}
