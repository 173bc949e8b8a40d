/** Which files of the log are shown; the page and the browser ask alike. */
export const exportsInput = { limit: 5 };
