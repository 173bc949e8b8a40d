/** Whether a decimal string is zero. */
export const isNothing = (amount: string): boolean => /^-?[0.]+$/.test(amount);
