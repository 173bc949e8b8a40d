import { z } from 'zod';
import { createSubAccountInput, setLoginInput } from '#server/iam/schema.ts';
import { allocateQuotaInput } from '#server/quotas/schema.ts';

const server = createSubAccountInput.shape;
const password = setLoginInput.shape.password.unwrap();
const firstQuota = allocateQuotaInput.shape.amount.refine((amount) => amount > 0n, 'amount_negative');

/** The server's own rules, with the choices that a form asks for laid out flat. */
export const newAccountForm = z
  .object({
    cloudAccountId: server.cloudAccountId,
    userName: server.userName,
    displayName: server.displayName,
    description: server.description,
    email: server.email,
    loginMode: z.enum(['none', 'generate', 'own']),
    password: z.string(),
    mustReset: z.boolean(),
    accessKey: server.accessKey,
    projectName: z.string(),
    quota: z.string(),
  })
  .superRefine((form, ctx) => {
    if (form.loginMode === 'own') copyIssues(password.safeParse(form.password), 'password', form.password, ctx);
    if (form.quota.trim() !== '') copyIssues(firstQuota.safeParse(form.quota.trim()), 'quota', form.quota, ctx);
  });
export type NewAccountIn = z.input<typeof newAccountForm>;
export type NewAccountOut = z.output<typeof newAccountForm>;

type Checked = { success: true } | { success: false; error: z.ZodError };

/** Issues without their sentence, so that the form's own language says what is wrong. */
function copyIssues(checked: Checked, path: string, input: string, ctx: z.RefinementCtx): void {
  if (checked.success) return;
  for (const issue of checked.error.issues) {
    const { message, ...rest } = issue;
    const own = issue.code === 'custom' ? { message } : {};
    ctx.addIssue({ ...rest, ...own, path: [path], input });
  }
}

/** What the form asks of the server. */
export function createInput(form: NewAccountOut): z.input<typeof createSubAccountInput> {
  const { cloudAccountId, userName, displayName, description, email, accessKey } = form;
  return {
    cloudAccountId,
    userName,
    displayName,
    description,
    email,
    accessKey,
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
