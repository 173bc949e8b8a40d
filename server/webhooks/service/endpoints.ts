/** Webhooks: where events go for other systems. Address and secret are encrypted; the secret is shown once. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { EVERY_EVENT, readsOf, webhookEventTypes } from '#lib/webhook-events.ts';
import {
  newSigningSecret,
  overlapEnd,
  type SignedConfig,
  withNewSecret,
} from '#server/channels/service/signed-post.ts';
import { failureOf, urlHint, webhookUrl } from '#server/channels/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { decrypt, encrypt } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { assertWithin } from '#server/core/grants.ts';
import { sealContext } from '#server/core/sealed-columns.ts';
import { keptEvents } from '#server/webhooks/policy.ts';
import {
  type CreateWebhookInput,
  type ListWebhooksInput,
  type RotateWebhookInput,
  type UpdateWebhookInput,
  type WebhookRef,
  webhookOffReasons,
} from '#server/webhooks/schema.ts';

const MAX_WEBHOOKS = 20;

export async function listWebhooks(ctx: Ctx, { cursor, limit }: ListWebhooksInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'webhook:read', async (db) => {
    const rows = await db.webhook.findMany({
      where: { tenantId: ctx.tenant.id, ...(after && { id: { gt: String(after[0]) } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: await presentAll(ctx, db, page.items) };
  });
}

export async function getWebhook(ctx: Ctx, { webhookId }: WebhookRef) {
  return access(ctx, 'webhook:read', async (db) => present(ctx, db, await findWebhook(db, ctx, webhookId)));
}

/** Adds a webhook. What it is told of its maker has to be allowed to read. The secret is in this answer alone. */
export async function createWebhook(ctx: Ctx, { name, ...input }: CreateWebhookInput) {
  const url = webhookUrl(input.url, env().AIRGATE_EGRESS_ALLOW);
  const events = keptEvents(input.events);
  return access(ctx, 'webhook:update', async (db) => {
    assertWithin(ctx.actor, readsOf(events));
    await assertNameFree(db, ctx, name);
    if ((await db.webhook.count({ where: { tenantId: ctx.tenant.id } })) >= MAX_WEBHOOKS)
      throw new AppError('limit_exceeded', 'webhook_limit', { params: { max: MAX_WEBHOOKS } });
    const id = newId('webhook');
    const config = { url, secret: newSigningSecret(), previous: [] };
    const made = { id, tenantId: ctx.tenant.id, createdBy: ctx.actor.id, createdAt: ctx.now() };
    const row = await db.webhook.create({ data: { ...made, name, events, ...sealed(id, config) } });
    await db.audit({ action: 'webhook.create', target: { kind: 'webhook', id }, after: visible(row) });
    return { ...(await present(ctx, db, row)), secret: config.secret };
  });
}

/**
 * Changes a webhook; another address keeps the secret. Whoever changes what it is told or where that goes has to be
 * allowed to read it. Switching it on ends a pause, and what failed before no longer counts against it.
 */
export async function updateWebhook(
  ctx: Ctx,
  { webhookId: id, name, enabled, ...input }: UpdateWebhookInput,
) {
  const url = input.url === undefined ? undefined : webhookUrl(input.url, env().AIRGATE_EGRESS_ALLOW);
  const events = input.events && keptEvents(input.events);
  return access(ctx, 'webhook:update', async (db) => {
    const { row: old, config } = await findLocked(db, ctx, id);
    if (events || url !== undefined) assertWithin(ctx.actor, readsOf(events ?? old.events));
    if (name !== undefined && name !== old.name) await assertNameFree(db, ctx, name);
    const unproven = { lastError: JSON_NULL, failures: 0, failingSince: null };
    const row = await db.webhook.update({
      where: at(ctx, id),
      data: {
        ...(name !== undefined && { name }),
        ...(events && { events }),
        ...(enabled !== undefined && { enabled, offReason: null }),
        ...(enabled && !old.enabled && unproven),
        ...(url !== undefined && { ...sealed(id, { ...config, url }), ...unproven }),
      },
    });
    const target = { kind: 'webhook', id };
    await db.audit({ action: 'webhook.update', target, before: visible(old), after: visible(row) });
    return present(ctx, db, row);
  });
}

/** Makes a new secret; the ones before sign along for a while, so that no event fails its check. */
export async function rotateWebhookSecret(ctx: Ctx, { webhookId: id, overlapHours }: RotateWebhookInput) {
  return access(ctx, 'webhook:update', async (db) => {
    const { config } = await findLocked(db, ctx, id);
    const overlapUntil = overlapEnd(ctx.now(), overlapHours);
    const next = withNewSecret(config, { now: ctx.now(), until: overlapUntil });
    await db.webhook.update({
      where: at(ctx, id),
      data: { ...sealed(id, next), secretOverlapUntil: overlapUntil },
    });
    const target = { kind: 'webhook', id };
    await db.audit({ action: 'webhook.rotate_secret', target, after: { overlapHours } });
    return { secret: next.secret, overlapUntil };
  });
}

/** Removes the webhook with its log; what is on its way is not sent any more. */
export async function deleteWebhook(ctx: Ctx, { webhookId: id }: WebhookRef) {
  return access(ctx, 'webhook:update', async (db) => {
    const old = await findWebhook(db, ctx, id);
    const shown = await present(ctx, db, old);
    await db.webhook.delete({ where: at(ctx, id) });
    await db.audit({ action: 'webhook.delete', target: { kind: 'webhook', id }, before: visible(old) });
    return shown;
  });
}

export async function findWebhook(db: Db, ctx: Ctx, id: string) {
  const row = await db.webhook.findFirst({ where: { tenantId: ctx.tenant.id, id } });
  if (!row) throw notFound('webhook');
  return row;
}

/** The address and secrets of a webhook; null once it is removed. */
export async function openWebhook(ctx: Ctx, id: string): Promise<SignedConfig | null> {
  return access(ctx, 'webhook:read', async (db) => {
    const row = await db.webhook.findUnique({ where: at(ctx, id), select: { config: true } });
    return row && opened(id, row.config);
  });
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });

function sealed(id: string, config: SignedConfig) {
  return { config: encrypt(JSON.stringify(config), sealContext.webhook(id)), hint: urlHint(config.url) };
}

const opened = (id: string, config: string) =>
  JSON.parse(decrypt(config, sealContext.webhook(id))) as SignedConfig;

async function assertNameFree(db: Db, ctx: Ctx, name: string): Promise<void> {
  const taken = await db.webhook.findFirst({ where: { tenantId: ctx.tenant.id, name } });
  if (taken) throw new AppError('conflict', 'name_taken', { params: { name } });
}

/** A webhook with its opened config, locked: two changes at once must not lose a secret. */
async function findLocked(db: Db, ctx: Ctx, id: string) {
  const [locked] = await db.$queryRaw<{ config: string }[]>`
    select config from webhook where tenant_id = ${ctx.tenant.id} and id = ${id} for update`;
  if (!locked) throw notFound('webhook');
  return { row: await findWebhook(db, ctx, id), config: opened(id, locked.config) };
}

type Row = Awaited<ReturnType<typeof findWebhook>>;

const visible = ({ name, hint, events, enabled }: Row) => ({ name, hint, events, enabled });

const knownEvents = [EVERY_EVENT, ...webhookEventTypes] as const;

/** With the number of each one's dead letters. */
async function presentAll(ctx: Ctx, db: Db, rows: readonly Row[]) {
  const dead = await db.webhookDelivery.groupBy({
    by: ['webhookId'],
    where: { tenantId: ctx.tenant.id, webhookId: { in: rows.map(({ id }) => id) }, state: 'dead' },
    _count: true,
  });
  const count = new Map(dead.map(({ webhookId, _count }) => [webhookId, _count]));
  return rows.map((row) => ({
    ...row,
    events: knownEvents.filter((type) => row.events.includes(type)),
    offReason: webhookOffReasons.find((reason) => reason === row.offReason) ?? null,
    lastError: failureOf(row.lastError),
    secretOverlapUntil:
      row.secretOverlapUntil && row.secretOverlapUntil > ctx.now() ? row.secretOverlapUntil : null,
    dead: count.get(row.id) ?? 0,
  }));
}

async function present(ctx: Ctx, db: Db, row: Row) {
  const [shown] = await presentAll(ctx, db, [row]);
  if (!shown) throw notFound('webhook');
  return shown;
}
