/** The second factor: a time-based one-time password (RFC 6238) whose codes work once, and codes for when it is lost. */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';
import { decrypt, encrypt, sha256 } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { sealContext } from '#server/core/sealed-columns.ts';
import type { ConfirmFactorInput, PasswordAndCode, PasswordOnly } from '#server/users/schema.ts';
import { bookAttempt, forgiveAttempt } from './attempts.ts';
import { ownId } from './own-id.ts';
import { passwordMatches } from './passwords.ts';
import { securityEvent, tellByMail } from './security-events.ts';

const ISSUER = 'AirGate';
const PERIOD_SECONDS = 30;
/** Clocks of phones are off by a step at most. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** 80 bits each, in Crockford's letters: no two look alike. */
const CODE_BYTES = 10;
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

const PERSON = { id: true, email: true, name: true, locale: true, passwordHash: true } as const;

export type FactorUse = 'totp' | 'recovery';

/** Whether and since when the caller has one, and how many recovery codes are left. */
export async function getSecondFactor(ctx: Ctx) {
  const userId = await ownId(ctx);
  return withIdentity(async (tx) => {
    const factor = await tx.secondFactor.findUnique({ where: { userId } });
    const recoveryCodes = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
    return { since: factor?.confirmedAt ?? null, recoveryCodes };
  });
}

/** Makes a secret to be scanned; it counts once a code of it is confirmed. Throws `second_factor_exists`. */
export async function startSecondFactor(ctx: Ctx, { password }: PasswordOnly) {
  const person = await confirmPassword(ctx, password);
  const secret = new Secret({ size: 20 });
  const sealed = encrypt(secret.base32, sealContext.secondFactor(person.id));
  await withIdentity(async (tx) => {
    await forgive(tx, person);
    const row = { secret: sealed, createdAt: ctx.now() };
    const { count } = await tx.secondFactor.updateMany({
      where: { userId: person.id, confirmedAt: null },
      data: row,
    });
    if (count > 0) return;
    const made = await tx.secondFactor.createMany({
      data: [{ ...row, userId: person.id }],
      skipDuplicates: true,
    });
    if (made.count === 0) throw new AppError('conflict', 'second_factor_exists');
  });
  return { secret: secret.base32, uri: totpOf(secret, person.email).toString() };
}

/** Turns it on by a first code; the recovery codes are in this answer and nowhere else. */
export async function confirmSecondFactor(ctx: Ctx, { code }: ConfirmFactorInput) {
  const userId = await ownId(ctx);
  const { person, codes } = await withIdentity(async (tx) => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: PERSON });
    const factor = await tx.secondFactor.findUnique({ where: { userId }, omit: { secret: false } });
    if (!factor) throw new AppError('precondition_failed', 'second_factor_missing');
    if (factor.confirmedAt) throw new AppError('conflict', 'second_factor_exists');
    if (!(await takeTotp(tx, factor, code, ctx.now()))) throw wrongCode();
    await tx.secondFactor.update({ where: { userId }, data: { confirmedAt: ctx.now() } });
    await securityEvent(tx, { userId, event: 'second_factor_on', who: ctx });
    return { person, codes: await makeRecoveryCodes(tx, userId) };
  });
  tellByMail(person, 'second_factor_on', ctx.now());
  return { recoveryCodes: codes };
}

/** Turns it off; the password and a code are asked for. */
export async function removeSecondFactor(ctx: Ctx, { password, code }: PasswordAndCode): Promise<void> {
  const person = await confirmPassword(ctx, password);
  await withIdentity(async (tx) => {
    await takeCode(tx, person, code, ctx.now());
    await forgive(tx, person);
    await clearSecondFactor(tx, person.id);
    await securityEvent(tx, { userId: person.id, event: 'second_factor_off', who: ctx });
  });
  tellByMail(person, 'second_factor_off', ctx.now());
}

/** New recovery codes in place of the old ones. */
export async function renewRecoveryCodes(ctx: Ctx, { password, code }: PasswordAndCode) {
  const person = await confirmPassword(ctx, password);
  const codes = await withIdentity(async (tx) => {
    await takeCode(tx, person, code, ctx.now());
    await forgive(tx, person);
    await securityEvent(tx, { userId: person.id, event: 'recovery_codes', who: ctx });
    return makeRecoveryCodes(tx, person.id);
  });
  return { recoveryCodes: codes };
}

export async function clearSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return count > 0;
}

/** Whether signing in asks for a code. */
export async function hasSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/** Uses up a code of the app or a recovery code, whichever it is. Throws `second_factor_wrong`. */
export async function takeCode(tx: Tx, { id }: { id: string }, code: string, now: Date): Promise<FactorUse> {
  const factor = await tx.secondFactor.findUnique({ where: { userId: id }, omit: { secret: false } });
  if (factor?.confirmedAt && (await takeTotp(tx, factor, code, now))) return 'totp';
  const { count } = await tx.recoveryCode.updateMany({
    where: { codeHash: recoveryHash(id, code), userId: id, usedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) throw wrongCode();
  return 'recovery';
}

type Factor = { userId: string; secret: string; lastStep: bigint };

/** A step that was used, or one before it, works no more: of two who send one code at once, one is refused. */
async function takeTotp(tx: Tx, factor: Factor, code: string, now: Date): Promise<boolean> {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return false;
  const secret = Secret.fromBase32(decrypt(factor.secret, sealContext.secondFactor(factor.userId)));
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token, timestamp, window: WINDOW });
  if (delta === null) return false;
  const step = BigInt(Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta);
  const { count } = await tx.secondFactor.updateMany({
    where: { userId: factor.userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count > 0;
}

const totpOf = (secret: Secret, label: string) =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });

async function makeRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ codeHash: recoveryHash(userId, code), userId })),
  });
  return codes;
}

/** `abcd-efgh-jkmn-pqrs` */
function newRecoveryCode(): string {
  let bits = BigInt(`0x${randomBytes(CODE_BYTES).toString('hex')}`);
  let letters = '';
  for (let at = 0; at < (CODE_BYTES * 8) / 5; at += 1) {
    letters += LETTERS[Number(bits % 32n)] ?? '';
    bits /= 32n;
  }
  return (letters.match(/.{4}/g) ?? []).join('-');
}

const recoveryHash = (userId: string, code: string) =>
  sha256(`recovery ${userId} ${code.toLowerCase().replace(/[^0-9a-z]/g, '')}`);

const wrongCode = () =>
  new AppError('invalid_input', 'second_factor_wrong', {
    fields: [{ path: 'code', message: 'second_factor_wrong' }],
  });

/** The caller, after their password; wrong ones count as failed sign-ins. */
async function confirmPassword(ctx: Ctx, password: string) {
  const id = await ownId(ctx);
  const person = await withIdentity(async (tx) => {
    const found = await tx.user.findUniqueOrThrow({ where: { id }, select: PERSON });
    await bookAttempt(tx, { email: found.email, address: null }, ctx.now());
    return found;
  });
  if (!(await passwordMatches(person.passwordHash, password))) {
    const fields = [{ path: 'password', message: 'password_wrong' }];
    throw new AppError('invalid_input', 'password_wrong', { fields });
  }
  return person;
}

/** Only once the code was right too: guesses at codes are counted like guesses at passwords. */
const forgive = (tx: Tx, { email }: { email: string }) => forgiveAttempt(tx, { email, address: null });
