import type { z } from 'zod';
import type { createSubAccountInput } from '#server/iam/schema.ts';
import type { newAccountForm } from './new-account-schema.ts';

export type NewAccountIn = z.input<typeof newAccountForm>;
export type NewAccountOut = z.output<typeof newAccountForm>;

/** What the form asks of the server. */
export function createInput(form: NewAccountOut): z.input<typeof createSubAccountInput> {
  return {
    cloudAccountId: form.cloudAccountId,
    userName: form.userName,
    displayName: form.displayName,
    description: form.description,
    email: form.email,
    accessKey: form.accessKey,
    ...(form.loginMode === 'generate' && { login: { generate: true, mustReset: form.mustReset } }),
    ...(form.loginMode === 'own' && { login: { password: form.password, mustReset: form.mustReset } }),
    ...(form.projectName && { projectName: form.projectName }),
  };
}

export const blankAccount: NewAccountIn = {
  cloudAccountId: '',
  userName: '',
  displayName: '',
  description: '',
  email: '',
  loginMode: 'none',
  password: '',
  mustReset: true,
  accessKey: false,
  projectName: '',
  quota: '',
};
