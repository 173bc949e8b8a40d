/** Zod pieces for what crosses a door: amounts and times are strings outside, bigint and Date inside. */
import { z } from 'zod';
import { formatAmount, type Nanos, parseAmount } from './money.ts';

/** A decimal string in, nanos out; faults name themselves (`amount_decimals`, …). */
export const amountIn = z
  .string()
  .max(64, 'amount_too_large')
  .transform((text, ctx): Nanos => {
    const parsed = parseAmount(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: parsed.fault });
    return z.NEVER;
  })
  .meta({ description: 'Decimal string, at most 9 decimals', examples: ['100.00'] });

/** Nanos to a decimal string. */
export const amountOut = z
  .bigint()
  .transform(formatAmount)
  .pipe(z.string())
  .meta({ description: 'Decimal string', examples: ['83.20'] });

/** A Date to an RFC 3339 string in UTC. */
export const timeOut = z
  .date()
  .transform((time) => time.toISOString())
  .pipe(z.string())
  .meta({ format: 'date-time' });

export const dayIn = z.iso.date('day_format').meta({ examples: ['2026-11-20'] });
/** A DATE column to `YYYY-MM-DD`. */
export const dayOut = z
  .date()
  .transform((day) => day.toISOString().slice(0, 10))
  .pipe(z.string())
  .meta({ format: 'date' });

export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'currency_format');

/** Input of every list: an opaque cursor from the page before, and a size. */
export const pageIn = {
  cursor: z.string().max(512).optional(),
  limit: z.int().min(1).max(200).default(50),
};

/** One value or several, any of which fits; a fault is that of the form that was used. */
export function anyOf<T extends z.ZodType>(item: T) {
  return z.union([item, z.array(item).min(1).max(100)], {
    error: ({ code, errors, input }) =>
      code === 'invalid_union' ? errors?.[Array.isArray(input) ? 1 : 0]?.[0]?.message : undefined,
  });
}

/** What `anyOf` let in, as a list; undefined where nothing was asked for. */
export function listOf<T>(asked: T | T[] | undefined): T[] | undefined {
  if (asked === undefined) return undefined;
  return isList(asked) ? asked : [asked];
}

function isList<T>(asked: T | T[]): asked is T[] {
  return Array.isArray(asked);
}

/** A moment such as `2026-11-20T08:00:00Z`. */
export const timeIn = z.iso
  .datetime({ offset: true, error: 'time_format' })
  .transform((text) => new Date(text));

/** Where something lies in time: from the first moment on, before the second. */
export function between(from: Date | undefined, to: Date | undefined) {
  return from || to ? { ...(from && { gte: from }), ...(to && { lt: to }) } : undefined;
}

export const orderIn = z.enum(['asc', 'desc']);

/** Output of every list. `total` only where counting is cheap. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
}
