import { z } from 'zod';

const text = z.string().catch('');
const project = z.object({ name: z.string(), amount: z.string() });

/** The keys of an alert's details that the console has a place for. What is missing or odd reads as empty. */
const shape = z.object({
  spent: text,
  granted: text,
  currency: text,
  amount: text,
  day: text,
  message: text,
  reason: text,
  requestId: text,
  sagaId: text,
  project: text,
  accessKey: text,
  change: z.enum(['add', 'remove']).nullable().catch(null),
  projects: z.array(project).catch([]),
  /** A percentage of the quota, or the name of a cut-off's step. */
  step: z.union([z.number(), z.string()]).nullable().catch(null),
  done: z.number().nullable().catch(null),
  steps: z.number().nullable().catch(null),
});

export type Details = z.output<typeof shape>;

export function readDetails(details: Record<string, unknown>): Details {
  return shape.parse(details);
}
