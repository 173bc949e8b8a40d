// The commands that work with verbs. What a program reads goes to standard output, what a person reads to standard error.
import { text } from 'node:stream/consumers';
import { AppError } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { allPermissions } from '#lib/permissions.ts';
import { listCloudAccountsInput } from '#server/clouds/schema.ts';
import { listCloudAccounts } from '#server/clouds/service.ts';
import { randomSecret } from '#server/core/crypto.ts';
import { type Ctx, platformSystemCtx, systemCtx } from '#server/core/ctx.ts';
import { closeDatabase } from '#server/core/db.ts';
import { tenantRef } from '#server/core/identity.ts';
import { executorPool } from '#server/core/jobs.ts';
import { createKeyInput } from '#server/keys/schema.ts';
import { createKey } from '#server/keys/service.ts';
import { getHealth } from '#server/platform/health.ts';
import { startCheckInput } from '#server/spending/schema.ts';
import { startCheck } from '#server/spending/service/checks.ts';
import { compareAllTotals, repairTotals, type TotalsDifference } from '#server/spending/service/totals.ts';
import { listTenantsInput } from '#server/tenants/schema.ts';
import { listTenants } from '#server/tenants/service.ts';
import { emailIn, personName } from '#server/users/schema.ts';
import { createOperator, resetPassword } from '#server/users/service/people.ts';
import type { Installation } from './airgate-installation.ts';
import { status } from './migrate.ts';

type Values = {
  email?: string | undefined;
  name?: string | undefined;
  'password-stdin'?: boolean | undefined;
  tenant?: string | undefined;
  permissions?: string | undefined;
  expires?: string | undefined;
};

const DAY_MS = 86_400_000;

export async function createAdmin(values: Values): Promise<void> {
  const email = emailIn.parse(values.email);
  const name = personName.parse(values.name ?? email.split('@')[0]);
  const { password, given } = await readPassword(values);
  const ctx = platformSystemCtx('airgate admin create', 'cli');
  const { existed } = await createOperator(ctx, { email, name, password });
  if (existed) return console.error(`${email} is an operator now, with the password they had.`);
  console.error(`Made the operator ${email}${given ? '.' : ' with this password:'}`);
  if (!given) console.log(password);
}

export async function setNewPassword(values: Values): Promise<void> {
  const { password, given } = await readPassword(values);
  const ctx = platformSystemCtx('airgate admin password', 'cli');
  const { email } = await resetPassword(ctx, { email: emailIn.parse(values.email), password });
  console.error(`${email} has a new password${given ? '.' : ':'}`);
  if (!given) console.log(password);
}

async function readPassword(values: Values): Promise<{ password: string; given: boolean }> {
  if (!values['password-stdin']) return { password: randomSecret(15), given: false };
  return { password: (await text(process.stdin)).trimEnd(), given: true };
}

export async function createApiKey(values: Values): Promise<void> {
  const ctx = systemCtx(
    'airgate key create',
    await tenantRef({ slug: values.tenant ?? '' }),
    undefined,
    'cli',
  );
  const { permissions = '', expires } = values;
  const input = createKeyInput.parse({
    name: values.name,
    permissions: permissions === 'all' ? allPermissions : permissions.split(',').map((name) => name.trim()),
    ...(expires && { expiresAt: new Date(ctx.now().getTime() + daysOf(expires) * DAY_MS).toISOString() }),
  });
  const key = await createKey(ctx, input);
  const until = key.expiresAt ? `, until ${key.expiresAt.toISOString()}` : '';
  console.error(`Made ${key.id} for ${ctx.tenant.name}${until}. This is the only time its secret is shown:`);
  console.log(key.secret);
}

/** Asks for a check of each connected cloud account; whoever runs the jobs takes it up, now or when it starts. */
export async function runChecks(values: Values): Promise<void> {
  let [started, busy] = [0, 0];
  for await (const slug of values.tenant ? [values.tenant] : activeTenants()) {
    const ctx = systemCtx('airgate check run', await tenantRef({ slug }), undefined, 'cli');
    for await (const cloudAccountId of connectedAccounts(ctx)) {
      const check = await startCheck(ctx, startCheckInput.parse({ cloudAccountId })).catch(
        (error: unknown) => {
          if (error instanceof AppError && error.reason === 'check_running') return null;
          throw error;
        },
      );
      if (check) console.log(check.id);
      if (check) started += 1;
      else busy += 1;
    }
  }
  console.error(`${started} checks asked for${busy > 0 ? `, ${busy} were under way already` : ''}.`);
}

async function* activeTenants(): AsyncIterable<string> {
  const ctx = platformSystemCtx('airgate check run', 'cli');
  let cursor: string | null | undefined;
  do {
    const page = await listTenants(
      ctx,
      listTenantsInput.parse({ status: 'active', ...(cursor && { cursor }) }),
    );
    yield* page.items.map((tenant) => tenant.slug);
    cursor = page.nextCursor;
  } while (cursor);
}

async function* connectedAccounts(ctx: Ctx): AsyncIterable<string> {
  let cursor: string | null | undefined;
  do {
    const page = await listCloudAccounts(ctx, listCloudAccountsInput.parse({ ...(cursor && { cursor }) }));
    yield* page.items.map((account) => account.id);
    cursor = page.nextCursor;
  } while (cursor);
}

/** A whole round, however long it takes; fails where something differs. */
export async function checkTotals(): Promise<void> {
  const { slices, differences } = await compareAllTotals(platformSystemCtx('airgate totals check', 'cli'));
  await showTotals(differences);
  console.error(`${slices} compared, ${differences.length} not as the records say.`);
  if (differences.length > 0) process.exitCode = 1;
}

/** What is known to differ, by the job or by the command before. */
export async function mendTotals(): Promise<void> {
  const mended = await repairTotals(platformSystemCtx('airgate totals repair', 'cli'));
  await showTotals(mended);
  console.error(`${mended.length} made what the records say.`);
}

async function showTotals(differences: readonly TotalsDifference[]): Promise<void> {
  for (const { tenantId, slice, kept, counted } of differences) {
    const { slug } = await tenantRef({ id: tenantId });
    console.log(`${slug}  ${slice}  ${kept} is kept, the records say ${counted}`);
  }
}

export async function showStatus({ database, running }: Installation): Promise<void> {
  const { pending, unknown, edited, failed } = await status(database.url);
  const lists = { pending, unknown, edited, failed };
  const faults = Object.entries(lists).filter(([, names]) => names.length > 0);
  const rows: [string, string][] = [
    ...database.places,
    ['AirGate', running ? 'running' : 'not running here'],
  ];
  rows.push([
    'Migrations',
    faults.map(([what, names]) => `${names.length} ${what}`).join(', ') || 'up to date',
  ]);
  if (pending.length === 0) {
    for (const { name, state } of (await getHealth(platformSystemCtx('airgate status', 'cli'))).parts) {
      const label = translate('en', `operator.health.part.${name}`);
      rows.push([label, translate('en', `operator.health.state.${state}`)]);
    }
  }
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) console.log(`${label.padEnd(width)}  ${value}`);
  if (faults.length > 0) process.exitCode = 1;
}

/** Ends the connections of the verbs. */
export async function disconnect(): Promise<void> {
  await Promise.all([closeDatabase(), executorPool().end()]);
}

function daysOf(words: string): number {
  if (/^\d{1,4}$/.test(words) && Number(words) > 0) return Number(words);
  throw new Error(`--expires is a number of days from 1 to 9999, not "${words}".`);
}
