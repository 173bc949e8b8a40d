/** Small readers shared by the schemas of answers. Unknown fields are ignored everywhere. */
import { z } from 'zod';

/** An id that may come as a number or as text; always text here. */
export const id = z.union([z.string().min(1), z.number()]).transform(String);

/** Text that may be missing. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A list that is never paged: it must be there, though an empty one may come as null. */
export const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(item)
    .nullable()
    .transform((value) => value ?? []);

/** An answer of which nothing is read. */
export const nothing = z.unknown();

/** `20260301T080910Z`, `2026-03-01T08:09:10Z`, or `2026-03-01 08:09:10` in China's time. */
export function parseTime(value: string): Date | null {
  const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(value);
  const local = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(value);
  let iso = value;
  if (compact) {
    const [, year, month, day, hour, minute, second] = compact;
    iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  }
  if (local) iso = `${local[1]}T${local[2]}+08:00`;
  const date = new Date(iso);
  // "Never" is written as the epoch by some services.
  return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? null : date;
}

/** A moment, or null when it is missing, unreadable or "never". */
export const moment = z
  .string()
  .nullish()
  .transform((value) => (value ? parseTime(value) : null));
