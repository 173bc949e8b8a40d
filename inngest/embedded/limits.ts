import type { RunError } from './json.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** The same limits as those of Inngest's own server, so that a function fits both. */
export const limits = {
  eventBytes: 512 * KIB,
  eventsPerSend: 5_000,
  /** What one step, or the function itself, may return, as JSON. */
  outputBytes: 4 * MIB,
  stepsPerRun: 1_000,
} as const;

/** Why an event is refused; null when it is not. */
export function eventFault(name: string, json: string): string | null {
  const bytes = Buffer.byteLength(json);
  if (bytes <= limits.eventBytes) return null;
  return `the event ${name} has ${inKib(bytes)}, and at most ${inKib(limits.eventBytes)} are taken`;
}

/** The error of a run whose step, or which itself, returned more than is kept; null when it is not too much. */
export function outputFault(what: string, json: string): RunError | null {
  const bytes = Buffer.byteLength(json);
  if (bytes <= limits.outputBytes) return null;
  const message = `${what} returned ${inKib(bytes)}, and at most ${inKib(limits.outputBytes)} are kept`;
  return { name: 'LimitError', message };
}

/** The error of a run that would have `steps` steps; null when it may. */
export function stepsFault(steps: number): RunError | null {
  if (steps <= limits.stepsPerRun) return null;
  const message = `a run may have ${limits.stepsPerRun} steps, and this one asks for more`;
  return { name: 'LimitError', message };
}

const inKib = (bytes: number) => `${Math.ceil(bytes / KIB)} KiB`;
