/** The machine's own clock, in ms. Signatures and throttling use it; everything the cloud shows uses virtual time. */
export const realNow = (): number => Date.now();
