/** What the page asks for first, on the server and in the browser alike. */
export const accountsInput = { limit: 50 };
export const requestsInput = { limit: 10 };
export const keysInput = { limit: 20 };
