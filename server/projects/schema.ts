import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { dayIn, dayOut, pageIn, pageOf, timeOut } from '#lib/wire.ts';

/** A policy of a project. `alreadyThere`: it was attached before AirGate came; null until AirGate has looked. */
export const attachedPolicies = z.array(
  z.object({ name: z.string(), type: z.enum(['System', 'Custom']), alreadyThere: z.boolean().nullable() }),
);
export type AttachedPolicies = z.output<typeof attachedPolicies>;

export const projectOut = z.object({
  id: z.string(),
  subAccountId: z.string(),
  cloudAccountId: z.string(),
  projectName: z.string(),
  displayName: z.string(),
  monitored: z.boolean(),
  state: z.enum(['attaching', 'active', 'detaching', 'removed', 'failed']),
  lastError: z
    .object({
      reason: z.string(),
      message: z.string(),
      params: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .default({})
        .meta({ description: "What the reason's sentence names" }),
      at: z.string(),
    })
    .nullable(),
  attached: attachedPolicies,
  countedFrom: dayOut.meta({ description: 'First billing day that counts, inclusive' }),
  countedThrough: dayOut.nullable().meta({ description: 'Last billing day that counts, inclusive' }),
  addedAt: timeOut,
  removedAt: timeOut.nullable(),
});
export const projectPage = pageOf(projectOut);
export type ProjectOut = z.output<typeof projectOut>;
/** As it is kept. */
export type ProjectError = NonNullable<z.input<typeof projectOut>['lastError']>;

const ofSubAccount = z.strictObject({ subAccountId: idOf('subAccount') });

export const listProjectsInput = ofSubAccount.extend({
  ...pageIn,
  removed: z.boolean().default(false).meta({ description: 'Removed ones too' }),
});
export type ListProjectsInput = z.output<typeof listProjectsInput>;

export const addProjectInput = ofSubAccount.extend({
  projectName: z.string().trim().min(1, 'field_required').max(128),
  countedFrom: dayIn
    .optional()
    .meta({ description: 'First billing day that counts; today unless given, and not after it' }),
});
export type AddProjectInput = z.output<typeof addProjectInput>;

export const projectRef = ofSubAccount.extend({ subAccountProjectId: idOf('subAccountProject') });
export type ProjectRef = z.output<typeof projectRef>;

export const setMonitoringInput = projectRef.extend({ monitored: z.boolean() });
export type SetMonitoringInput = z.output<typeof setMonitoringInput>;

export const setAllMonitoringInput = ofSubAccount.extend({ monitored: z.boolean() });
export type SetAllMonitoringInput = z.output<typeof setAllMonitoringInput>;
export const setAllMonitoringOut = z.object({ changed: z.int() });

const cloudProjectOut = z.object({
  name: z.string(),
  displayName: z.string(),
  missing: z.boolean(),
  owner: z.object({ subAccountId: z.string(), userName: z.string() }).nullable(),
});
export const cloudProjectPage = pageOf(cloudProjectOut);

export const listCloudProjectsInput = z.strictObject({
  cloudAccountId: idOf('cloudAccount'),
  search: z.string().trim().max(128).optional(),
  ...pageIn,
});
export type ListCloudProjectsInput = z.output<typeof listCloudProjectsInput>;
