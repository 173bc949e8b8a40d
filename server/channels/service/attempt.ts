/** One attempt to get something to the other side, and what a job makes of a failed one. */
import { NonRetriableError, RetryAfterError } from 'inngest';
import { ChannelError, NOTHING_SAID, type Report } from '#server/channels/senders/message.ts';
import { log } from '#server/core/log.ts';

/** How one attempt ended. `error.final` says that repeating it is of no use. */
export type Outcome = { report: Report; durationMs: number; error: ChannelError | null };

/** Runs an attempt and measures it; whatever it throws becomes a `ChannelError`. */
export async function attempted(send: () => Promise<Report>): Promise<Outcome> {
  const begun = performance.now();
  const ended = (report: Report, error: ChannelError | null) => {
    return { report, error, durationMs: Math.round(performance.now() - begun) };
  };
  try {
    return ended(await send(), null);
  } catch (cause) {
    const error = cause instanceof ChannelError ? cause : unexpected(cause);
    return ended(error.report, error);
  }
}

/** The attempt that cannot be made: who should take it is gone. */
export function removed(what: string): Outcome {
  const error = new ChannelError(`the ${what} was removed`, { fault: 'removed', final: true });
  return { report: NOTHING_SAID, error, durationMs: 0 };
}

function unexpected(cause: unknown): ChannelError {
  log.error({ err: cause }, 'a message could not be sent');
  return new ChannelError('something went wrong inside AirGate', { fault: 'internal', final: false, cause });
}

/** In a step of a job: a final failure ends the run, another one is tried again, after the time that was asked for. */
export async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    if (error.final) throw new NonRetriableError(error.message);
    if (error.retryAfterSeconds) throw new RetryAfterError(error.message, error.retryAfterSeconds * 1000);
    throw error;
  }
}
