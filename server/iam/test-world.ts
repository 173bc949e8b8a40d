// A tenant with a connected sandbox account, for the tests of this slice and of projects.
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { makeTenant } from '#tests/factories.ts';
import { connectSandbox, type TestSandbox } from '#tests/sandbox.ts';
import { type CreateSubAccountInput, createSubAccountInput } from './schema.ts';
import { createSubAccount } from './service/create.ts';

type State = 'active' | 'cutting_off' | 'cut_off' | 'restoring';

export async function iamWorld(sandbox: TestSandbox) {
  const tenant = await makeTenant();
  const connected = await connectSandbox(sandbox, tenant);
  const { cloudAccountId, account } = connected;
  const ctx = tenant.as.admin;
  const input = (userName: string, more: Partial<CreateSubAccountInput> = {}) =>
    createSubAccountInput.parse({ cloudAccountId, userName, ...more });
  return {
    tenant,
    ctx,
    ...connected,
    input,
    create: async (userName: string, more?: Partial<CreateSubAccountInput>) =>
      (await createSubAccount(ctx, input(userName, more))).subAccount,
    makeProject: (name: string) => sandbox.control.createProject({ account, name }),
    /** Sets what other slices and the cloud would. */
    put: (
      subAccountId: string,
      data: { state?: State; missingSince?: Date; managed?: boolean; deletedAt?: Date },
    ) =>
      access(tenant.job, 'sub-account:update', (db) =>
        db.subAccount.updateMany({ where: { id: subAccountId }, data }),
      ),
    openSaga: (subAccountId: string) =>
      access(tenant.job, 'sub-account:update', (db) =>
        db.saga.create({
          data: {
            id: newId('saga'),
            tenantId: tenant.tenant.id,
            subAccountId,
            kind: 'cut_off',
            reason: 'manual',
            requestedBy: 'test',
            startedAt: tenant.job.now(),
          },
        }),
      ),
    audited: async () =>
      access(tenant.job, 'audit:read', async (db) => {
        const rows = await db.auditEntry.findMany({ orderBy: { id: 'asc' } });
        return rows.map((r) => r.action);
      }),
  };
}
