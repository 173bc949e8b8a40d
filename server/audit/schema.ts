import { z } from 'zod';
import { anyOf, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';

const term = z.string().trim().min(1).max(100);

export const auditOut = z.object({
  id: z.string(),
  at: timeOut,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  source: z.string(),
  requestId: z.string(),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }),
  before: z.unknown().meta({ description: 'What the change replaced; null where there was nothing' }),
  after: z.unknown().meta({ description: 'What the change left; null where nothing is left' }),
});
export const auditPage = pageOf(auditOut);

const auditFilter = {
  actorId: anyOf(term).optional().meta({ description: 'Id of a user or key, or the name of a job' }),
  action: anyOf(term)
    .optional()
    .meta({ description: 'Beginning of the action', examples: ['quota.', 'key.create'] }),
  targetKind: anyOf(term).optional(),
  source: anyOf(term)
    .optional()
    .meta({ description: 'The door it came through', examples: ['console', 'rest', 'job', 'cli'] }),
  targetId: term.optional(),
  from: timeIn.optional().meta({ description: 'From this moment on' }),
  to: timeIn.optional().meta({ description: 'Before this moment' }),
  text: term
    .optional()
    .meta({ description: "Part of the action, the actor's name, the target or a request id" }),
};

export const listAuditInput = z.strictObject({
  ...pageIn,
  ...auditFilter,
  order: orderIn.optional().meta({ description: 'By time; newest first unless given' }),
});
export type ListAuditInput = z.output<typeof listAuditInput>;

export const auditFacets = z.object({
  actors: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string() })),
  actions: z.array(z.string()),
});
