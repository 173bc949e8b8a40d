/** What a fresh installation needs before anybody can use it: a first operator and, where wanted, the demo. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { platformAccess } from '#server/core/access.ts';
import { randomSecret } from '#server/core/crypto.ts';
import { type PlatformCtx, platformSystemCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { log } from '#server/core/log.ts';
import { seatOperator } from '#server/users/service/accounts.ts';
import { hashPassword, passwordMatches } from '#server/users/service/passwords.ts';

/** What the start banner shows; the password only while it is the generated one. */
export type Credentials = { email: string; password: string | null };

const DEFAULT_EMAIL = 'operator@airgate.local';
/** Any fixed number: processes that start together make one operator. */
const LOCK = 4_204_202;

const kept = z.object({ email: z.string(), password: z.string() });
const keptFile = () => join(env().AIRGATE_DATA_DIR, 'operator.json');

/** Makes the first operator and seeds the demo if AIRGATE_DEMO asks for it. Safe to repeat at every start. */
export async function prepareInstallation(): Promise<Credentials> {
  const ctx = platformSystemCtx('install', 'cli');
  const credentials = await ensureOperator(ctx);
  if (env().AIRGATE_DEMO) {
    const { seedDemo } = await import('#prisma/seed.ts');
    await seedDemo({ email: credentials.email });
  }
  return credentials;
}

/**
 * The first operator's credentials. Without any operator one is made, with AIRGATE_ADMIN_PASSWORD or a generated
 * password that is kept in the data folder, readable by its owner alone.
 */
export async function ensureOperator(ctx: PlatformCtx): Promise<Credentials> {
  const existing = await firstOperator(ctx);
  if (existing) return credentialsOf(existing);
  const { AIRGATE_ADMIN_EMAIL = DEFAULT_EMAIL, AIRGATE_ADMIN_PASSWORD } = env();
  const password = AIRGATE_ADMIN_PASSWORD ?? randomSecret(15);
  const passwordHash = await hashPassword(password);
  const made = await platformAccess(ctx, 'platform:users', async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(${LOCK})::text`;
    if (await tx.user.findFirst({ where: { isOperator: true }, select: { id: true } })) return null;
    const person = { email: AIRGATE_ADMIN_EMAIL, name: 'Operator', passwordHash };
    const { email, existed } = await seatOperator(tx, person, ctx.now());
    if (existed || AIRGATE_ADMIN_PASSWORD) return { email, password: null };
    await keep({ email, password });
    return { email, password };
  });
  if (!made) return ensureOperator(ctx);
  log.info({ email: made.email }, 'the first operator was made');
  return made;
}

function firstOperator(ctx: PlatformCtx) {
  return platformAccess(ctx, 'platform:read', (tx) =>
    tx.user.findFirst({
      where: { isOperator: true },
      orderBy: { id: 'asc' },
      select: { email: true, passwordHash: true },
    }),
  );
}

/** A password that has been changed since is nobody's business. */
async function credentialsOf({
  email,
  passwordHash,
}: {
  email: string;
  passwordHash: string | null;
}): Promise<Credentials> {
  const text = await readFile(keptFile(), 'utf8').catch(() => null);
  const found = text === null ? null : kept.safeParse(JSON.parse(text)).data;
  const holds = found?.email === email && (await passwordMatches(passwordHash, found.password));
  return { email, password: found && holds ? found.password : null };
}

/** Before the commit: a password that nobody can read must not become the only way in. */
async function keep(credentials: { email: string; password: string }): Promise<void> {
  try {
    await mkdir(env().AIRGATE_DATA_DIR, { recursive: true, mode: 0o700 });
    await writeFile(keptFile(), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new Error(`${keptFile()} cannot be written; set AIRGATE_ADMIN_PASSWORD instead`, { cause });
  }
}
