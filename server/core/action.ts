/** The door of forms that work without client state: a server action parses the form and answers with state. */
import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { type Problem, toAppError, toProblem } from './render-error.ts';
import { requestIdInScope } from './scope.ts';

export type ActionState<T> = { ok: true; value: T } | { ok: false; problem: Problem } | null;

/** Parses `form` with the schema and runs `fn`; every failure becomes a problem that the form shows. */
export async function formAction<In, InWire, T>(
  schema: z.ZodType<In, InWire>,
  form: FormData,
  locale: Ctx['locale'],
  fn: (input: In, requestId: string) => Promise<T>,
): Promise<ActionState<T>> {
  const requestId = requestIdInScope();
  try {
    const fields = Object.fromEntries([...form].filter(([name]) => !name.startsWith('$')));
    return { ok: true, value: await fn(schema.parse(fields), requestId) };
  } catch (error) {
    return { ok: false, problem: toProblem(toAppError(error, requestId), requestId, locale) };
  }
}
