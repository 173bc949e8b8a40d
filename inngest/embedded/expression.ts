import { parse } from '@marcbachmann/cel-js';
import type { EventPayload } from './json.ts';

/** A parsed CEL expression over `event` and, for waits and cancellations, `async` (the incoming event). */
export type Expression = {
  source: string;
  evaluate: (context: { event: EventPayload; async?: EventPayload }) => unknown;
};

const cache = new Map<string, Expression>();
const CACHE_LIMIT = 1000;

/** Parses and remembers an expression. Throws when it is not valid CEL. */
export function compile(source: string): Expression {
  const known = cache.get(source);
  if (known) return known;
  const parsed = parse(source);
  const expression: Expression = { source, evaluate: (context) => parsed(context) };
  // Waits may carry expressions built at run time, so the cache must not grow without end.
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(source, expression);
  return expression;
}

/** Whether the expression is true. A missing field or a type error means that it does not match. */
export function matches(
  expression: Expression | undefined,
  context: { event: EventPayload; async?: EventPayload },
): boolean {
  if (!expression) return true;
  try {
    return expression.evaluate(context) === true;
  } catch {
    return false;
  }
}

/** The text of a key expression; null when a field is missing, which means "no key". */
export function keyOf(expression: Expression, event: EventPayload): string | null {
  try {
    const value = expression.evaluate({ event });
    if (value === null || value === undefined) return null;
    return typeof value === 'object' ? JSON.stringify(value, bigintAsText) : String(value);
  } catch {
    return null;
  }
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
