export type Clock = () => Date;

/** The one place of the executor that reads the machine's clock. */
export const systemClock: Clock = () => new Date();
