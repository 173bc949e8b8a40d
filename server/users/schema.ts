import { z } from 'zod';
import { personSorts, personStates } from '#lib/choices.ts';
import { locales } from '#lib/i18n/locale.ts';
import { idOf } from '#lib/ids.ts';
import { roleNames } from '#lib/permissions.ts';
import { anyOf, orderIn, pageIn, pageOf, timeOut } from '#lib/wire.ts';

/** Mailboxes are kept in lower case, so one person is one row. */
export const emailIn = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'email_format')
  .pipe(z.email('email_format'))
  .meta({ examples: ['mei@example.com'] });

export const passwordIn = z.string().min(10, 'password_short').max(200, 'password_long');
export const personName = z.string().trim().min(1, 'field_required').max(80, 'name_long');

export const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(200),
  /** Of the app or a recovery code, once it is known that one is needed. */
  code: z.string().trim().max(40).optional(),
});
export type SignInInput = z.output<typeof signInInput>;

export const profileOut = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: z.enum(locales),
  isOperator: z.boolean(),
  emailVerifiedAt: timeOut.nullable(),
  lastSignInAt: timeOut.nullable(),
});
export type ProfileOut = z.output<typeof profileOut>;

export const updateProfileInput = z.strictObject({
  name: personName.optional(),
  locale: z.enum(locales).optional(),
});
export type UpdateProfileInput = z.output<typeof updateProfileInput>;

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().max(200),
  newPassword: passwordIn,
});
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

export const signInMethods = ['password', 'totp', 'recovery', 'sso'] as const;
export type SignInMethod = (typeof signInMethods)[number];

export const sessionOut = z.object({
  id: z.string(),
  method: z.enum(signInMethods),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: timeOut,
  lastSeenAt: timeOut,
  expiresAt: timeOut,
  current: z.boolean(),
});
export type SessionOut = z.output<typeof sessionOut>;
export const sessionRef = z.strictObject({ sessionId: idOf('session') });
export type SessionRef = z.output<typeof sessionRef>;

const currentPassword = z.string().min(1, 'field_required').max(200);
const codeIn = z.string().trim().min(1, 'field_required').max(40);

export const passwordOnly = z.strictObject({ password: currentPassword });
export type PasswordOnly = z.output<typeof passwordOnly>;
export const passwordAndCode = z.strictObject({ password: currentPassword, code: codeIn });
export type PasswordAndCode = z.output<typeof passwordAndCode>;
export const confirmFactorInput = z.strictObject({ code: codeIn });
export type ConfirmFactorInput = z.output<typeof confirmFactorInput>;

export const secondFactorOut = z.object({ since: timeOut.nullable(), recoveryCodes: z.int() });
export const startedFactorOut = z.object({ secret: z.string(), uri: z.string() });
export const recoveryCodesOut = z.object({ recoveryCodes: z.array(z.string()) });

const linkToken = z.string().regex(/^[\w-]{43}$/, 'link_invalid');
export const mailLinkInput = z.strictObject({ token: linkToken });
export type MailLinkInput = z.output<typeof mailLinkInput>;
export const requestResetInput = z.strictObject({ email: emailIn });
export type RequestResetInput = z.output<typeof requestResetInput>;
export const resetInput = z.strictObject({ token: linkToken, password: passwordIn });
export type ResetInput = z.output<typeof resetInput>;

export const personRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  isOperator: z.boolean(),
  createdAt: timeOut,
  lastSignInAt: timeOut.nullable(),
  disabledAt: timeOut.nullable(),
  secondFactor: z.boolean(),
  tenants: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      role: z.enum(roleNames),
      roleName: z.string().nullable(),
    }),
  ),
});
export const personPage = pageOf(personRow);

export const listUsersInput = z.strictObject({
  ...pageIn,
  text: z.string().trim().max(100).optional(),
  state: anyOf(z.enum(personStates)).optional(),
  isOperator: z.boolean().optional(),
  sort: z.enum(personSorts).optional(),
  order: orderIn.optional(),
});
export type ListUsersInput = z.output<typeof listUsersInput>;

export const setDisabledInput = z.strictObject({ userId: idOf('user'), disabled: z.boolean() });
export const userRef = z.strictObject({ userId: idOf('user') });
export type UserRef = z.output<typeof userRef>;
export type SetDisabledInput = z.output<typeof setDisabledInput>;
