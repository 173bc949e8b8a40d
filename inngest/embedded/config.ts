import { checkCron } from './cron.ts';
import { parseDuration } from './durations.ts';
import { compile, type Expression } from './expression.ts';
import { isObject } from './json.ts';

/** What the executor keeps of a function's synced configuration. */
export type FunctionSpec = {
  id: string;
  name: string;
  url: string;
  maxAttempts: number;
  events: { name: string; condition?: Expression | undefined }[];
  crons: string[];
  concurrency: { limit: number; scope: 'fn' | 'env'; key?: Expression | undefined }[];
  idempotency?: Expression | undefined;
  singleton?: { mode: 'skip' | 'cancel'; key?: Expression | undefined } | undefined;
  throttle?: { intervalMs: number; burst: number; key?: Expression | undefined } | undefined;
  debounce?: { periodMs: number; timeoutMs?: number | undefined; key?: Expression | undefined } | undefined;
  cancels: { event: string; condition?: Expression | undefined; timeoutMs?: number | undefined }[];
  startTimeoutMs?: number | undefined;
  finishTimeoutMs?: number | undefined;
};

// The server's own default when a function names no number of retries.
const DEFAULT_RETRIES = 4;
const MAX_RETRIES = 20;

const KNOWN = {
  function: [
    ...['id', 'name', 'triggers', 'steps', 'concurrency', 'idempotency', 'singleton', 'throttle'],
    ...['debounce', 'cancel', 'timeouts'],
  ],
  'event trigger': ['event', 'expression'],
  'cron trigger': ['cron'],
  step: ['id', 'name', 'runtime', 'retries'],
  concurrency: ['limit', 'key', 'scope'],
  singleton: ['mode', 'key'],
  throttle: ['limit', 'period', 'burst', 'key'],
  debounce: ['period', 'timeout', 'key'],
  cancel: ['event', 'if', 'timeout'],
  timeouts: ['start', 'finish'],
} as const;

/**
 * Reads the `functions` of an in-band sync. Throws an error that names the function and the feature
 * for everything that the executor does not do, so that nothing is ignored in silence.
 */
export function readFunctions(functions: unknown): FunctionSpec[] {
  if (!Array.isArray(functions)) throw new Error('the sync answer has no list of functions');
  return functions.map((config) => {
    const id = isObject(config) && typeof config.id === 'string' ? config.id : '(without id)';
    try {
      return readFunction(config);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`function ${id} cannot run on the embedded executor: ${reason}`, { cause: error });
    }
  });
}

function readFunction(value: unknown): FunctionSpec {
  const config = record(value, 'function');
  const steps = Object.values(isObject(config.steps) ? config.steps : {});
  if (steps.length !== 1) throw new Error('it must have exactly one entry point');
  const step = record(steps[0], 'step');
  const runtime = isObject(step.runtime) ? step.runtime : {};
  if (runtime.type !== 'http') throw new Error(`the runtime ${String(runtime.type)} is not supported`);
  const retries = isObject(step.retries) ? step.retries.attempts : undefined;
  const spec: FunctionSpec = {
    id: text(config.id, 'id'),
    name: text(config.name, 'name'),
    url: text(runtime.url, 'url'),
    maxAttempts: 1 + integer(retries ?? DEFAULT_RETRIES, 'retries', 0, MAX_RETRIES),
    events: [],
    crons: [],
    concurrency: readConcurrency(config.concurrency),
    idempotency: expression(config.idempotency, 'idempotency'),
    singleton: readSingleton(config.singleton),
    throttle: readThrottle(config.throttle),
    debounce: readDebounce(config.debounce),
    cancels: list(config.cancel).map(readCancel),
  };
  for (const trigger of list(config.triggers)) readTrigger(trigger, spec);
  if (config.timeouts !== undefined) {
    const timeouts = record(config.timeouts, 'timeouts');
    spec.startTimeoutMs = optionalDuration(timeouts.start, 'timeouts.start');
    spec.finishTimeoutMs = optionalDuration(timeouts.finish, 'timeouts.finish');
  }
  return spec;
}

function readTrigger(value: unknown, spec: FunctionSpec): void {
  if (isObject(value) && value.cron !== undefined) {
    const cron = text(record(value, 'cron trigger').cron, 'cron');
    checkCron(cron);
    spec.crons.push(cron);
    return;
  }
  const trigger = record(value, 'event trigger');
  const name = text(trigger.event, 'trigger event');
  if (name.includes('*')) throw new Error(`wildcard triggers (${name}) are not supported`);
  spec.events.push({ name, condition: expression(trigger.expression, 'trigger if') });
}

function readConcurrency(value: unknown): FunctionSpec['concurrency'] {
  const entries = typeof value === 'number' ? [{ limit: value }] : list(value);
  if (entries.length > 2) throw new Error('more than two concurrency entries are not supported');
  return entries.map((item) => {
    const entry = record(item, 'concurrency');
    const scope = entry.scope ?? 'fn';
    if (scope !== 'fn' && scope !== 'env' && scope !== 'account') {
      throw new Error(`the concurrency scope ${String(scope)} is not supported`);
    }
    if (scope !== 'fn' && entry.key === undefined) throw new Error(`the scope ${scope} needs a key`);
    return {
      limit: integer(entry.limit, 'concurrency.limit', 1),
      scope: scope === 'fn' ? 'fn' : 'env',
      key: expression(entry.key, 'concurrency.key'),
    };
  });
}

function readSingleton(value: unknown): FunctionSpec['singleton'] {
  if (value === undefined) return undefined;
  const { mode, key } = record(value, 'singleton');
  if (mode !== 'skip' && mode !== 'cancel') throw new Error(`the singleton mode ${String(mode)} is unknown`);
  return { mode, key: expression(key, 'singleton.key') };
}

function readThrottle(value: unknown): FunctionSpec['throttle'] {
  if (value === undefined) return undefined;
  const throttle = record(value, 'throttle');
  return {
    intervalMs: duration(throttle.period, 'throttle.period') / integer(throttle.limit, 'throttle.limit', 1),
    burst: integer(throttle.burst ?? 1, 'throttle.burst', 1),
    key: expression(throttle.key, 'throttle.key'),
  };
}

function readDebounce(value: unknown): FunctionSpec['debounce'] {
  if (value === undefined) return undefined;
  const debounce = record(value, 'debounce');
  return {
    periodMs: duration(debounce.period, 'debounce.period'),
    timeoutMs: optionalDuration(debounce.timeout, 'debounce.timeout'),
    key: expression(debounce.key, 'debounce.key'),
  };
}

function readCancel(value: unknown): FunctionSpec['cancels'][number] {
  const cancel = record(value, 'cancel');
  return {
    event: text(cancel.event, 'cancelOn.event'),
    condition: expression(cancel.if, 'cancelOn.if'),
    timeoutMs: optionalDuration(cancel.timeout, 'cancelOn.timeout'),
  };
}

/** An object with known keys only: an unknown key is a feature that would be ignored. */
function record(value: unknown, kind: keyof typeof KNOWN): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`its ${kind} is not an object`);
  const known: readonly string[] = KNOWN[kind];
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && !known.includes(key)) throw new Error(`${key} (${kind}) is not supported`);
  }
  return value;
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || !value) throw new Error(`${name} must be a text`);
  return value;
}

function integer(value: unknown, name: string, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${name} must be a whole number of at least ${min}`);
  }
  return value;
}

function duration(value: unknown, name: string): number {
  const millis = typeof value === 'string' ? parseDuration(value) : null;
  if (!millis) throw new Error(`${name} must be a time such as 30s or 1h`);
  return millis;
}

function optionalDuration(value: unknown, name: string): number | undefined {
  return value === undefined ? undefined : duration(value, name);
}

function expression(value: unknown, name: string): Expression | undefined {
  if (value === undefined) return undefined;
  try {
    return compile(text(value, name));
  } catch (error) {
    throw new Error(`${name} is not a valid expression: ${String(value)}`, { cause: error });
  }
}
