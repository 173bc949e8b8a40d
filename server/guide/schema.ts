import { z } from 'zod';
import { amountOut, timeOut } from '#lib/wire.ts';

/** From an empty tenant to a cut-off that was seen and taken back. */
export const guideStepIds = [
  'connect',
  'create',
  'project',
  'quota',
  'spend',
  'alerts',
  'cut_off',
  'restore',
] as const;
export type GuideStepId = (typeof guideStepIds)[number];

export const guideStepStates = ['waiting', 'ready', 'running', 'done', 'failed'] as const;
export type GuideStepState = (typeof guideStepStates)[number];

/** Why a step has failed, as a reason of the error list. */
const faultOut = z.object({
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type GuideFault = z.output<typeof faultOut>;

const guideStepOut = z.object({
  id: z.enum(guideStepIds),
  state: z.enum(guideStepStates),
  fault: faultOut.nullable(),
});
export type GuideStep = z.output<typeof guideStepOut>;

export const guideOut = z.object({
  dismissed: z.boolean(),
  stage: z.enum(['begin', 'set_up', 'try', 'finished']).meta({
    description:
      'begin: nothing is connected; set_up: no quota is in force; try: in a sandbox, the rest can be tried',
  }),
  steps: z.array(guideStepOut),
  sandboxAvailable: z.boolean().meta({ description: 'A sandbox account can be made with one click' }),
  restoresItself: z.boolean().meta({ description: 'An allocation that clears the limit restores by itself' }),
  checkMinutes: z.int().meta({ description: 'How often the bill is read by itself' }),
  cloudAccount: z
    .object({ id: z.string(), name: z.string(), provider: z.string(), checkedAt: timeOut.nullable() })
    .nullable(),
  check: z
    .object({ id: z.string(), state: z.string(), done: z.int(), total: z.int() })
    .nullable()
    .meta({ description: 'The newest spending check of the cloud account' }),
  subAccount: z
    .object({ id: z.string(), userName: z.string(), displayName: z.string(), state: z.string() })
    .nullable()
    .meta({ description: 'The one that the steps are about' }),
  project: z.string().nullable(),
  freeProjects: z.array(z.string()).meta({ description: 'Known projects that belong to nobody' }),
  quota: z.object({ granted: amountOut, spent: amountOut, currency: z.string() }).nullable(),
  alertSteps: z.array(z.object({ step: z.int(), firedAt: timeOut.nullable() })),
  saga: z
    .object({ id: z.string(), kind: z.string(), state: z.string(), done: z.int(), total: z.int() })
    .nullable()
    .meta({ description: 'The newest cut-off or restore of the sub-account' }),
});
export type GuideOut = z.output<typeof guideOut>;

export const setGuideInput = z.strictObject({ dismissed: z.boolean() });
export type SetGuideInput = z.output<typeof setGuideInput>;
export const setGuideOut = z.object({ dismissed: z.boolean() });
