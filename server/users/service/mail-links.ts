/** Links sent by mail: random, kept as a hash, used once, for an hour or a day. */
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';
import { randomSecret, sha256 } from '#server/core/crypto.ts';
import { publicUrl } from '#server/core/env.ts';
import type { LinkPurpose } from './security-mail.ts';

const HOUR_MS = 3_600_000;
const HOLDS_MS: Record<LinkPurpose, number> = { reset: HOUR_MS, verify: 24 * HOUR_MS };

/** A new link; earlier ones of the same purpose end. */
export async function makeLink(tx: Tx, userId: string, purpose: LinkPurpose, now: Date): Promise<string> {
  const token = randomSecret();
  await tx.mailLink.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt: now } });
  const expiresAt = new Date(now.getTime() + HOLDS_MS[purpose]);
  await tx.mailLink.create({
    data: { tokenHash: sha256(token), userId, purpose, createdAt: now, expiresAt },
  });
  return `${publicUrl()}/${purpose}/${token}`;
}

/** Whose link it is, while it works. Throws `link_invalid` for an unknown, used or expired one. */
export async function readLink(tx: Tx, token: string, purpose: LinkPurpose, now: Date) {
  const link = await tx.mailLink.findUnique({
    where: { tokenHash: sha256(token) },
    include: { user: { select: { id: true, email: true, name: true, locale: true, disabledAt: true } } },
  });
  if (!link || link.purpose !== purpose || link.usedAt || link.expiresAt <= now || link.user.disabledAt) {
    throw new AppError('not_found', 'link_invalid');
  }
  return link.user;
}

/** The same, and used up with it: of two at once, one finds it used. */
export async function useLink(tx: Tx, token: string, purpose: LinkPurpose, now: Date) {
  const user = await readLink(tx, token, purpose, now);
  const { count } = await tx.mailLink.updateMany({
    where: { tokenHash: sha256(token), usedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) throw new AppError('not_found', 'link_invalid');
  return user;
}
