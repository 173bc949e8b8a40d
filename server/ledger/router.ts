import { platformQuery, router } from '#server/core/trpc.ts';
import { checkInvariantsInput, invariantsOut } from './schema.ts';
import * as verbs from './service.ts';

export const ledgerRouter = router({
  invariants: platformQuery(checkInvariantsInput, invariantsOut, verbs.checkInvariants),
});
