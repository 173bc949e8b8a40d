import { z } from 'zod';
import { alertTypes, severities } from '#lib/alerts.ts';
import { alertStates } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { anyOf, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';

export const alertOut = z.object({
  id: z.string(),
  type: z.enum(alertTypes),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  subject: z.string().meta({ description: "In the reader's language" }),
  details: z.record(z.string(), z.unknown()),
  subAccountId: z.string().nullable(),
  subAccountName: z.string().nullable(),
  cloudAccountId: z.string().nullable(),
  createdAt: timeOut,
  acknowledgedAt: timeOut.nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: timeOut.nullable(),
  muted: z.boolean().meta({ description: 'Raised while muted, so no channel was told' }),
  mutedUntil: timeOut.nullable().meta({ description: 'Alerts like this one go to no channel until then' }),
  deliveries: z.object({ sent: z.int(), pending: z.int(), dead: z.int() }),
});
export const alertPage = pageOf(alertOut);
export type AlertOut = z.output<typeof alertOut>;

export const listAlertsInput = z.strictObject({
  state: anyOf(z.enum(alertStates)).optional(),
  type: anyOf(z.enum(alertTypes)).optional(),
  severity: anyOf(z.enum(severities)).optional(),
  subAccountId: anyOf(idOf('subAccount')).optional(),
  text: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: "Part of a sub-account's name, or of what the alert names" }),
  muted: z.boolean().optional().meta({ description: 'Whether it was raised while muted' }),
  from: timeIn.optional().meta({ description: 'Raised from this moment on' }),
  to: timeIn.optional().meta({ description: 'Raised before this moment' }),
  order: orderIn.optional().meta({ description: 'By the time it was raised; newest first unless given' }),
  ...pageIn,
});
export type ListAlertsInput = z.output<typeof listAlertsInput>;

export const alertRef = z.strictObject({ alertId: idOf('alert') });
export type AlertRef = z.output<typeof alertRef>;

export const alertRefs = z.strictObject({ alertIds: z.array(idOf('alert')).min(1).max(200) });
export type AlertRefs = z.output<typeof alertRefs>;
export const alertsChanged = z.object({ changed: z.int() });

export const alertCountsOut = z.object({ info: z.int(), warning: z.int(), critical: z.int() });

/** A month at most: what is muted for longer is better routed elsewhere. */
export const muteAlertInput = alertRef.extend({
  hours: z
    .int()
    .min(0)
    .max(720)
    .meta({ description: '0 ends the muting', examples: [24] }),
});
export type MuteAlertInput = z.output<typeof muteAlertInput>;
