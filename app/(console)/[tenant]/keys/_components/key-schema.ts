import { z } from 'zod';
import { createKeyInput } from '#server/keys/schema.ts';
import { expiryKinds } from './expiry.ts';

const { shape } = createKeyInput;

/** A number as people type it, with or without marks between the thousands; empty for no limit. */
const limit = z.string().transform((text, ctx) => {
  const plain = text.replace(/[\s,_']/g, '');
  const read = shape.perMinute.safeParse(plain === '' ? undefined : Number(plain));
  if (read.success) return read.data ?? null;
  ctx.addIssue({ code: 'custom', message: 'limit_range' });
  return z.NEVER;
});

/** Addresses and ranges, one after the other. */
const addresses = z.string().transform((text, ctx) => {
  const read = shape.addresses.safeParse(text.split(/[\s,;]+/).filter(Boolean));
  if (read.success) return read.data ?? [];
  ctx.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? 'address_range' });
  return z.NEVER;
});

const expiry = z.object({ kind: z.enum(expiryKinds), day: z.string() });
const limits = { perMinute: limit, perMonth: limit, addresses };

/** The server's rules for what a form holds: a span instead of a moment, texts instead of numbers and lists. */
export const keyForm = createKeyInput
  .omit({ expiresAt: true, perMinute: true, perMonth: true, addresses: true })
  .extend({ expiresAt: expiry, ...limits });
export const limitsForm = z.object(limits);
export const detailsForm = z.object({ name: shape.name, expiresAt: expiry, teamId: shape.teamId });
