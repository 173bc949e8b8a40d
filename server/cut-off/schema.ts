import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';

const sagaKinds = ['cut_off', 'restore'] as const;
export const sagaReasons = ['manual', 'limit', 'allocation'] as const;
export type SagaReason = (typeof sagaReasons)[number];

const itemOut = z.object({ id: z.string(), label: z.string() });

/** What a step changed and what was read back after it; the proof that it holds. */
export const evidenceOut = z.object({
  changed: z.array(itemOut),
  observed: z.array(itemOut.extend({ state: z.string() })),
  requestIds: z.array(z.string()),
});

export const stepErrorOut = z.object({
  reason: z.string(),
  message: z.string(),
  requestId: z.string().nullable(),
});

export const sagaStepOut = z.object({
  id: z.string(),
  position: z.int(),
  name: z.string(),
  state: z.enum(['pending', 'running', 'done', 'failed']),
  attempts: z.int(),
  evidence: evidenceOut.nullable(),
  error: stepErrorOut.nullable(),
  startedAt: timeOut.nullable(),
  finishedAt: timeOut.nullable(),
});

export const sagaOut = z.object({
  id: z.string(),
  subAccountId: z.string(),
  kind: z.enum(sagaKinds),
  reason: z.enum(sagaReasons),
  requestedBy: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  startedAt: timeOut,
  finishedAt: timeOut.nullable(),
  steps: z.array(sagaStepOut),
});
export const sagaPage = pageOf(sagaOut);

export const cutOffInput = z.strictObject({ subAccountId: idOf('subAccount') });
export type CutOffInput = z.output<typeof cutOffInput>;

export const sagaRef = z.strictObject({ sagaId: idOf('saga') });
export type SagaRef = z.output<typeof sagaRef>;

export const listSagasInput = z.strictObject({ subAccountId: idOf('subAccount'), ...pageIn });
export type ListSagasInput = z.output<typeof listSagasInput>;
