import { z } from 'zod';
import { stateFilters, subAccountSorts } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { amountIn, amountOut, anyOf, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';
import { projectOut } from '#server/projects/schema.ts';

export const subAccountStatuses = [
  'active',
  'warning',
  'cutting_off',
  'cut_off',
  'restoring',
  'no_quota',
  'missing',
  'unmanaged',
] as const;
export type SubAccountStatus = (typeof subAccountStatuses)[number];

export type StateFilter = (typeof stateFilters)[number];

const rising = (steps: number[]) => steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0));
/** Null and the empty list stand for the tenant's default. */
const alertSteps = z
  .array(z.int('alert_steps_invalid').min(1, 'alert_steps_invalid').max(99, 'alert_steps_invalid'))
  .max(10, 'alert_steps_invalid')
  .refine(rising, 'alert_steps_invalid')
  .nullable();

const userName = z
  .string()
  .regex(/^[A-Za-z0-9._@-]{1,64}$/, 'user_name_format')
  .meta({ examples: ['render-farm'] });
const displayName = z.string().trim().max(128);
const description = z.string().trim().max(255);
const email = z.union([z.literal(''), z.email()]);
const password = z.string().min(8).max(128);
const policyName = z.string().trim().min(1, 'field_required').max(128);
const policyType = z.enum(['System', 'Custom']);

const quotaOut = z.object({
  granted: amountOut,
  spent: amountOut,
  currency: z.string(),
  shareBp: z.int().meta({ description: 'Spent of granted, in hundredths of a percent' }),
  since: timeOut,
});

const subAccountOut = z.object({
  id: z.string(),
  cloudAccount: z.object({ id: z.string(), name: z.string(), provider: z.string() }),
  cloudUserId: z.string(),
  userName: z.string(),
  displayName: z.string(),
  description: z.string(),
  email: z.string(),
  managed: z.boolean(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  holder: z
    .object({ memberId: z.string(), name: z.string() })
    .nullable()
    .meta({ description: 'The member whose sub-account it is: they see it and ask for its quota' }),
  status: z.enum(subAccountStatuses),
  protected: z.boolean().meta({ description: 'Never cut off automatically' }),
  alertSteps: z.array(z.int()).meta({ description: 'In force, in percent' }),
  alertStepsInherited: z.boolean(),
  projectCount: z.int(),
  quota: quotaOut.nullable(),
  createdAt: timeOut,
  missingSince: timeOut.nullable(),
});
export const subAccountPage = pageOf(subAccountOut);
export const subAccountDetailOut = subAccountOut.extend({
  openSagaId: z.string().nullable().meta({ description: 'The cut-off or restore that is not finished' }),
  projects: z.array(projectOut),
});
export type SubAccountOut = z.output<typeof subAccountOut>;
export type SubAccountDetailOut = z.output<typeof subAccountDetailOut>;

const percent = z.number().min(0).max(10_000);

export const listSubAccountsInput = z.strictObject({
  search: z.string().trim().max(128).optional(),
  state: anyOf(z.enum(stateFilters)).optional(),
  cloudAccountId: anyOf(idOf('cloudAccount')).optional(),
  managed: z.boolean().default(true),
  protected: z.boolean().optional(),
  teamId: anyOf(z.union([idOf('team'), z.literal('none')], 'team_filter'))
    .optional()
    .meta({ description: 'In this team or one below it; `none` for those in no team' }),
  holderId: anyOf(z.union([idOf('member'), z.literal('none')], 'holder_filter'))
    .optional()
    .meta({ description: 'Held by this member; `none` for those that nobody holds' }),
  spentFrom: amountIn.optional().meta({ description: 'At least this much is spent', examples: ['100.00'] }),
  spentTo: amountIn.optional().meta({ description: 'At most this much is spent', examples: ['500.00'] }),
  shareFrom: percent
    .optional()
    .meta({ description: 'At least this share of the quota is spent, in percent' }),
  shareTo: percent.optional().meta({ description: 'At most this share of the quota is spent, in percent' }),
  from: timeIn.optional().meta({ description: 'Known to AirGate from this moment on' }),
  to: timeIn.optional().meta({ description: 'Known to AirGate before this moment' }),
  sort: z.enum(subAccountSorts).default('userName'),
  order: orderIn.default('asc'),
  ...pageIn,
});
export type ListSubAccountsInput = z.output<typeof listSubAccountsInput>;

export const subAccountRef = z.strictObject({ subAccountId: idOf('subAccount') });
export type SubAccountRef = z.output<typeof subAccountRef>;

export const syncInput = z.strictObject({ cloudAccountId: idOf('cloudAccount') });
export type SyncInput = z.output<typeof syncInput>;
export const syncOut = z.object({
  added: z.int().meta({ description: 'Users that AirGate did not know' }),
  changed: z.int().meta({ description: 'Users with new details, or back again' }),
  missing: z.int().meta({ description: 'Users that the cloud no longer has' }),
  projects: z.int().meta({ description: 'Projects that the cloud has' }),
});

export const importInput = z.strictObject({
  subAccountIds: z.array(idOf('subAccount')).min(1, 'field_required').max(200),
});
export type ImportInput = z.output<typeof importInput>;
export const importOut = z.object({
  imported: z.int().meta({ description: 'How many were not managed before' }),
});

const firstLogin = z
  .strictObject({
    password: password.optional(),
    generate: z.boolean().default(false),
    mustReset: z.boolean().default(true),
  })
  .refine((login) => (login.password === undefined) === login.generate, 'login_password_choice');

export const createSubAccountInput = z.strictObject({
  cloudAccountId: idOf('cloudAccount'),
  userName,
  displayName: displayName.default(''),
  description: description.default(''),
  email: email.default(''),
  login: firstLogin.optional(),
  accessKey: z.boolean().default(false),
  projectName: z.string().trim().min(1, 'field_required').max(128).optional(),
});
export type CreateSubAccountInput = z.output<typeof createSubAccountInput>;

export const newAccessKeyOut = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string().meta({ description: 'Shown once and kept nowhere' }),
});

export const createSubAccountOut = z.object({
  subAccount: subAccountDetailOut,
  password: z.string().nullable().meta({ description: 'A generated password; shown once' }),
  accessKey: newAccessKeyOut.nullable(),
  warnings: z
    .array(
      z.object({ step: z.enum(['project', 'login', 'access_key']), reason: z.string(), message: z.string() }),
    )
    .meta({ description: 'What could not be done although the user exists' }),
});

export const updateSubAccountInput = subAccountRef
  .extend({
    displayName: displayName.optional(),
    description: description.optional(),
    email: email.optional(),
    protected: z.boolean().optional(),
    alertSteps: alertSteps.optional(),
    teamId: idOf('team').nullable().optional().meta({ description: 'null for no team' }),
    holderId: idOf('member').nullable().optional().meta({ description: 'null for nobody' }),
  })
  .refine((change) => Object.keys(change).length > 1, 'nothing_to_change');
export type UpdateSubAccountInput = z.output<typeof updateSubAccountInput>;

export const loginOut = z.object({
  exists: z.boolean(),
  allowed: z.boolean(),
  lastLoginAt: timeOut.nullable(),
});
export const setLoginInput = subAccountRef
  .extend({
    allowed: z.boolean().optional(),
    password: password.optional(),
    generate: z.boolean().default(false),
    mustReset: z.boolean().optional().meta({ description: 'The password must be changed at the next login' }),
  })
  .refine((login) => login.password === undefined || !login.generate, 'login_password_choice')
  .refine((l) => l.allowed !== undefined || l.password !== undefined || l.generate, 'nothing_to_change');
export type SetLoginInput = z.output<typeof setLoginInput>;
export const setLoginOut = loginOut.extend({ password: z.string().nullable() });

export const deleteSubAccountInput = subAccountRef.extend({
  confirmation: z.string().max(128).meta({ description: "The sub-account's user name" }),
});
export type DeleteSubAccountInput = z.output<typeof deleteSubAccountInput>;
export const goneOut = z.object({ id: z.string(), userName: z.string(), projects: z.array(z.string()) });

const accessKeyOut = z.object({
  id: z.string(),
  active: z.boolean(),
  createdAt: timeOut.nullable(),
  lastUsed: z
    .object({ at: timeOut, service: z.string().nullable(), region: z.string().nullable() })
    .nullable(),
});
export const accessKeyList = z.object({ items: z.array(accessKeyOut), max: z.int() });
export const accessKeyRef = subAccountRef.extend({ keyId: z.string().min(1, 'field_required').max(128) });
export type AccessKeyRef = z.output<typeof accessKeyRef>;
export const setAccessKeyActiveInput = accessKeyRef.extend({ active: z.boolean() });
export type SetAccessKeyActiveInput = z.output<typeof setAccessKeyActiveInput>;
export const accessKeyStateOut = z.object({
  id: z.string(),
  state: z.enum(['active', 'inactive', 'deleted']),
});

export const searchPoliciesInput = z.strictObject({
  cloudAccountId: idOf('cloudAccount'),
  search: z.string().trim().max(128).optional(),
  type: policyType.optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type SearchPoliciesInput = z.output<typeof searchPoliciesInput>;
export const policyList = z.object({
  items: z.array(
    z.object({ name: z.string(), type: policyType, description: z.string(), category: z.string() }),
  ),
  total: z.int().meta({ description: 'How many match' }),
});

const scopeOut = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('global') }),
  z.object({ kind: z.literal('project'), project: z.string() }),
]);
const attachedPolicyOut = z.object({
  name: z.string(),
  type: policyType,
  scope: scopeOut,
  viaGroup: z
    .string()
    .nullable()
    .meta({ description: 'The group that brings it; null when attached directly' }),
});
export const attachedPolicyList = z.object({ items: z.array(attachedPolicyOut) });

export const policyChangeInput = subAccountRef.extend({
  name: policyName,
  type: policyType,
  project: z.string().trim().min(1).max(128).optional().meta({ description: 'Without it, everywhere' }),
});
export type PolicyChangeInput = z.output<typeof policyChangeInput>;
