import { z } from 'zod';
import { createSubAccountInput, setLoginInput } from '#server/iam/schema.ts';
import { allocateQuotaInput } from '#server/quotas/schema.ts';

const { cloudAccountId, userName, displayName, description, email, accessKey } = createSubAccountInput.shape;
const password = setLoginInput.shape.password.unwrap();
const amount = allocateQuotaInput.shape.amount.refine((value) => value > 0n, 'amount_negative');

/** An amount, or nothing. */
const quota = z
  .string()
  .trim()
  .superRefine((text, ctx) => {
    const checked = amount.safeParse(text);
    if (text === '' || checked.success) return;
    ctx.addIssue({ code: 'custom', message: checked.error.issues[0]?.message ?? 'amount_format' });
  });

const rest = z.object({
  cloudAccountId,
  userName,
  displayName,
  description,
  email,
  accessKey,
  mustReset: z.boolean(),
  projectName: z.string(),
  quota,
});

/** The server's own rules, with the choices that a form asks for laid out flat. */
export const newAccountForm = z.discriminatedUnion('loginMode', [
  rest.extend({ loginMode: z.enum(['none', 'generate']), password: z.string() }),
  rest.extend({ loginMode: z.literal('own'), password }),
]);
