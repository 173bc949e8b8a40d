import { createRequestInput } from '#server/requests/schema.ts';

/** How much and what for; the sub-account is chosen already. */
export const askForm = createRequestInput.omit({ subAccountId: true });
