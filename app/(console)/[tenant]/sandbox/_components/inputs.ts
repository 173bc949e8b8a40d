/** What the page on the server and the browser's queries ask for alike. */
export const callsInput = (cloudAccountId: string) => ({ cloudAccountId, limit: 40 });
export const lastSagaInput = (subAccountId: string) => ({ subAccountId, limit: 1 });
