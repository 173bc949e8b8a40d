// Backups that earlier versions made, each with something of everything: restored and upgraded, they must work as ever.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExecutorSchema } from '#inngest/embedded/schema.ts';
import { listAlertsInput } from '#server/alerts/schema.ts';
import { listAlerts } from '#server/alerts/service.ts';
import { listAuditInput } from '#server/audit/schema.ts';
import { verifyAudit } from '#server/audit/service/verify.ts';
import { listAudit } from '#server/audit/service.ts';
import { listChannelsInput } from '#server/channels/schema.ts';
import { listChannels } from '#server/channels/service.ts';
import { openCloudAccount } from '#server/clouds/service.ts';
import { ensureAppRole } from '#server/core/app-role.ts';
import { decrypt } from '#server/core/crypto.ts';
import { platformSystemCtx, systemCtx } from '#server/core/ctx.ts';
import { tenantRef } from '#server/core/identity.ts';
import { listSubAccountsInput } from '#server/iam/schema.ts';
import { listSubAccounts } from '#server/iam/service/read.ts';
import { getHealth } from '#server/platform/health.ts';
import { allocateQuota, quotaOf } from '#server/quotas/service.ts';
import { emptyDatabase, type FreshDatabase } from '#tests/database.ts';
import { setVariable } from '#tests/environment.ts';
import { makeSandbox, type TestSandbox } from '#tests/sandbox.ts';
import { MIGRATIONS, migrationNames, status } from './migrate.ts';
import { restoreBackup } from './restore.ts';

const folder = join(import.meta.dirname, '../tests/upgrade');
// One database for the process, so one backup: the newest, which lacks the least and is what most people upgrade from.
const newest = readdirSync(folder).sort().at(-1) ?? '';
let database: FreshDatabase;
let sandbox: TestSandbox;
let restored: Awaited<ReturnType<typeof restoreBackup>>;

beforeAll(async () => {
  database = await emptyDatabase();
  setVariable('DATABASE_URL', database.url);
  sandbox = await makeSandbox();
  restored = await restoreBackup({
    url: database.url,
    file: join(folder, newest),
    unseal: (sealed) => decrypt(sealed, 'backup'),
    prepareJobs: (pool) => createExecutorSchema(pool),
  });
  await ensureAppRole();
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

test('the database is brought to the newest form with every row', async () => {
  const names = await migrationNames(MIGRATIONS);
  expect(names.filter((name) => name.slice(0, 14) > newest.slice(0, 14))).not.toEqual([]);
  expect(await status(database.url)).toMatchObject({
    pending: [],
    failed: [],
    unknown: [],
    schemaChanged: false,
  });
  expect(restored.rows).toBeGreaterThan(50);
});

test('its tenant works on: sub-accounts, quotas, alerts, channels, audit and credentials', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ slug: string; cloud: string; quota: string }>(
    `SELECT t.slug, c.id AS cloud, b.sub_account_id AS quota
       FROM tenant t JOIN cloud_account c ON c.tenant_id = t.id
       JOIN bucket b ON b.tenant_id = t.id AND b.ends_at IS NULL`,
  );
  await client.end();
  const { slug = '', cloud = '', quota: subAccountId = '' } = rows[0] ?? {};
  const ctx = systemCtx('upgrade', await tenantRef({ slug }));
  const subAccounts = await listSubAccounts(ctx, listSubAccountsInput.parse({}));
  expect(subAccounts.items.length).toBeGreaterThan(1);
  expect(await quotaOf(ctx, subAccountId)).toMatchObject({
    granted: 100_000_000_000n,
    spent: 55_000_000_000n,
  });
  await allocateQuota(ctx, { subAccountId, amount: 1_000_000_000n, reason: 'After the upgrade' });
  expect(await quotaOf(ctx, subAccountId)).toMatchObject({
    granted: 101_000_000_000n,
    spent: 55_000_000_000n,
  });
  expect((await listAlerts(ctx, listAlertsInput.parse({}))).items).not.toEqual([]);
  expect((await listChannels(ctx, listChannelsInput.parse({}))).items).toHaveLength(1);
  expect((await listAudit(ctx, listAuditInput.parse({}))).items.length).toBeGreaterThan(5);
  await expect(openCloudAccount(ctx, cloud)).resolves.toBeTruthy();
  // What was written before there was a chain is linked once, and what is written now after it.
  const { state, rows: linked, head } = await verifyAudit(ctx);
  expect({ state, head: head?.seq }).toEqual({ state: 'whole', head: BigInt(linked) });
  expect(linked).toBeGreaterThan(6);
});

test('its ledger adds up', async () => {
  const { parts } = await getHealth(platformSystemCtx('upgrade', 'cli'));
  expect(parts.find(({ name }) => name === 'ledger')?.state).toBe('ok');
});
