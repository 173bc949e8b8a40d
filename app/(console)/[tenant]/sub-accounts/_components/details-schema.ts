import { createSubAccountInput } from '#server/iam/schema.ts';

/** What can be changed about a user of the cloud. */
export const detailsForm = createSubAccountInput.pick({ displayName: true, description: true, email: true });
