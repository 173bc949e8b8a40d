import { approveRequestInput, rejectRequestInput } from '#server/requests/schema.ts';

/** What whoever decides can say; the request itself is chosen already. */
export const approvalForm = approveRequestInput.omit({ quotaRequestId: true }).required({ amount: true });
export const rejectionForm = rejectRequestInput.omit({ quotaRequestId: true });
