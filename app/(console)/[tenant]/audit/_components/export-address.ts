/** Where the browser fetches a file of the log that is done. */
export const exportAddress = (slug: string, exportId: string) => `/${slug}/audit/exports/${exportId}`;
