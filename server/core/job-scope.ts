/** Gives every log line of a job its function, run and step, and tells of each attempt of a step that failed. */
import { type Logger, Middleware } from 'inngest';
import { systemClock } from './ctx.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { runEnded } from './outcomes.ts';
import { withFields } from './scope.ts';

export class JobScope extends Middleware.BaseMiddleware {
  readonly id = 'airgate:scope';

  override async wrapRequest({ fn, runId, next }: Middleware.WrapRequestArgs) {
    return fn ? withFields({ function: fn.id(), runId }, next) : next();
  }

  override async wrapStepHandler({ ctx, stepInfo, next }: Middleware.WrapStepHandlerArgs) {
    return withFields({ step: stepInfo.options.id, attempt: ctx.attempt + 1 }, next);
  }

  override onStepError({ fn, ctx, stepInfo, error, isFinalAttempt }: Middleware.OnStepErrorArgs) {
    metrics.stepFailures().inc({ function: fn.id(), final: String(isFinalAttempt) });
    const fields = { step: stepInfo.options.id, attempt: ctx.attempt + 1, err: error };
    log.warn(fields, isFinalAttempt ? 'step failed for the last time' : 'step failed, to be tried again');
  }

  override onRunError({ ctx, error, isFinalAttempt }: Middleware.OnRunErrorArgs) {
    // What a step threw has been told, and the end of the run is told by the executor.
    if (isFinalAttempt || 'stepId' in error) return;
    log.warn({ attempt: ctx.attempt + 1, err: error }, 'function failed, to be tried again');
  }
}

/** For jobs that an Inngest server runs: it tells nobody here how they end. */
export class JobEnds extends Middleware.BaseMiddleware {
  readonly id = 'airgate:ends';

  override onRunComplete({ fn, ctx }: Middleware.OnRunCompleteArgs) {
    runEnded({ ...endOf(fn.id(), ctx), state: 'completed', error: null });
  }

  override onRunError({ fn, ctx, error, isFinalAttempt }: Middleware.OnRunErrorArgs) {
    if (isFinalAttempt) runEnded({ ...endOf(fn.id(), ctx), state: 'failed', error });
  }
}

/** Where it began is not known here; the event is what is. */
function endOf(functionId: string, { runId, event }: Middleware.OnRunCompleteArgs['ctx']) {
  const finishedAt = systemClock();
  const begun = event.ts === undefined ? finishedAt : new Date(event.ts);
  const data = { ...event.data };
  const about = { id: runId, functionId, event: { name: event.name, data } };
  return { ...about, createdAt: begun, startedAt: begun, finishedAt };
}

type Level = 'debug' | 'info' | 'warn' | 'error';

/** What the library says by itself: a text, or fields and a text. */
function tell(level: Level): Logger[Level] {
  return (...said) => {
    const [first, second] = said;
    if (typeof first === 'object' && first !== null) log[level](first, `jobs: ${String(second ?? '')}`);
    else log[level](said.length > 1 ? { more: said.slice(1) } : {}, `jobs: ${String(first)}`);
  };
}

export const libraryLog: Logger = {
  debug: tell('debug'),
  info: tell('debug'),
  warn: tell('warn'),
  error: tell('error'),
};

/** For the library's own words on failed steps and functions, which say no more than the lines above. */
export const quietLog: Logger & { flush(): void } = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  flush: () => {},
};
