import { z } from 'zod';
import { setLoginInput } from '#server/iam/schema.ts';

const own = setLoginInput.shape.password.unwrap();

/** The server's rules; a generated password has none to keep. */
export const passwordForm = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('generate'), password: z.string(), mustReset: z.boolean() }),
  z.object({ mode: z.literal('own'), password: own, mustReset: z.boolean() }),
]);
