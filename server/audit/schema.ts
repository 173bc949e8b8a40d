import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { anyOf, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';

const term = z.string().trim().min(1).max(100);
const countOut = z.bigint().transform(Number).pipe(z.int());
const hashText = z.string().regex(/^[0-9a-f]{64}$/, 'hash_format');

const chainOut = {
  seq: countOut.nullable().meta({ description: "Place in the tenant's hash chain" }),
  hash: z.string().nullable().meta({ description: 'SHA-256 of the link before and of this entry, in hex' }),
};

export const auditOut = z.object({
  id: z.string(),
  at: timeOut,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  source: z.string(),
  requestId: z.string(),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }),
  before: z.unknown().meta({ description: 'What the change replaced; null where there was nothing' }),
  after: z.unknown().meta({ description: 'What the change left; null where nothing is left' }),
  ...chainOut,
});
export const auditPage = pageOf(auditOut);

const auditFilter = {
  actorId: anyOf(term).optional().meta({ description: 'Id of a user or key, or the name of a job' }),
  action: anyOf(term)
    .optional()
    .meta({ description: 'Beginning of the action', examples: ['quota.', 'key.create'] }),
  targetKind: anyOf(term).optional(),
  source: anyOf(term)
    .optional()
    .meta({ description: 'The door it came through', examples: ['console', 'rest', 'job', 'cli'] }),
  targetId: term.optional(),
  from: timeIn.optional().meta({ description: 'From this moment on' }),
  to: timeIn.optional().meta({ description: 'Before this moment' }),
  text: term.optional().meta({
    description:
      'Words, each of which begins a word of the action, the actor, the target, the ids of entry and request, or what changed',
  }),
};

export const listAuditInput = z.strictObject({
  ...pageIn,
  ...auditFilter,
  order: orderIn.optional().meta({ description: 'By time; newest first unless given' }),
});
export type ListAuditInput = z.output<typeof listAuditInput>;
/** What a list or a file of the log is narrowed to. */
export type AuditFilter = Omit<ListAuditInput, 'cursor' | 'limit' | 'order'>;

export const auditFacets = z.object({
  actors: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string() })),
  actions: z.array(z.string()),
});

export const verifyAuditInput = z.strictObject({
  cursor: z
    .string()
    .max(512)
    .optional()
    .meta({ description: 'Goes on where an answer with `nextCursor` left off' }),
  notedSeq: z.int().min(1).optional().meta({ description: 'A place that you wrote down earlier' }),
  notedHash: hashText.optional().meta({ description: 'The hash that stood there' }),
});
export type VerifyAuditInput = z.output<typeof verifyAuditInput>;

/** How a row of the chain can be broken. */
export const faultKinds = [
  'entry_altered',
  'entry_missing',
  'entry_unlinked',
  'link_altered',
  'link_missing',
  'head_altered',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const verifyAuditOut = z.object({
  state: z.enum(['whole', 'broken', 'unfinished']),
  rows: z.int().meta({ description: 'Rows found whole, counted from the beginning' }),
  from: timeOut.nullable().meta({ description: 'Time of the first of them' }),
  to: timeOut.nullable().meta({ description: 'Time of the last of them' }),
  head: z
    .object({ seq: countOut, hash: z.string() })
    .nullable()
    .meta({ description: 'The end of the chain: note it elsewhere, to hold the log to it later' }),
  removed: z
    .object({ seq: countOut, before: timeOut.nullable() })
    .nullable()
    .meta({ description: 'Where the chain begins since old entries were removed' }),
  fault: z
    .object({
      kind: z.enum(faultKinds),
      seq: countOut.nullable(),
      entryId: z.string().nullable(),
      at: timeOut.nullable(),
    })
    .nullable()
    .meta({ description: 'The first row that is not whole' }),
  noted: z
    .enum(['same', 'different', 'removed'])
    .nullable()
    .meta({ description: 'Whether the chain still has the hash that you wrote down' }),
  nextCursor: z.string().nullable(),
});

export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const startExportInput = z.strictObject({
  format: z
    .enum(exportFormats)
    .meta({ description: '`jsonl` holds what the hash chain can be recomputed from' }),
  ...auditFilter,
});
export type StartExportInput = z.output<typeof startExportInput>;

export const exportRef = z.strictObject({ exportId: idOf('auditExport') });
export type ExportRef = z.output<typeof exportRef>;

export const listExportsInput = z.strictObject(pageIn);
export type ListExportsInput = z.output<typeof listExportsInput>;

export const exportStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

export const exportOut = z.object({
  id: z.string(),
  format: z.enum(exportFormats),
  state: z.enum(exportStates),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  mine: z.boolean().meta({ description: 'Whether who reads this asked for it, and can cancel it' }),
  createdAt: timeOut,
  finishedAt: timeOut.nullable(),
  expiresAt: timeOut.meta({ description: 'Until then it can be fetched' }),
  looked: countOut.meta({ description: 'Entries looked at' }),
  total: countOut.meta({ description: 'Entries to look at' }),
  rows: countOut.meta({ description: 'Entries written' }),
  bytes: countOut,
});
export const exportPage = pageOf(exportOut);

export const readExportInput = z.strictObject({
  exportId: idOf('auditExport'),
  cursor: z.string().max(512).optional(),
});
export type ReadExportInput = z.output<typeof readExportInput>;

/** One part of the file; all of them one after the other are the file. */
export const exportPartOut = z.object({
  text: z.string(),
  rows: z.int(),
  nextCursor: z.string().nullable(),
});
