import { z } from 'zod';
import { personSorts, personStates } from '#lib/choices.ts';
import { locales } from '#lib/i18n/locale.ts';
import { idOf } from '#lib/ids.ts';
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
});
export type SignInInput = z.output<typeof signInInput>;

export const profileOut = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: z.enum(locales),
  isOperator: z.boolean(),
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

export const personRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  isOperator: z.boolean(),
  createdAt: timeOut,
  lastSignInAt: timeOut.nullable(),
  disabledAt: timeOut.nullable(),
  tenants: z.array(z.object({ slug: z.string(), name: z.string(), role: z.string() })),
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
export type SetDisabledInput = z.output<typeof setDisabledInput>;
