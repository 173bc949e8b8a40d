// A tenant with keys, made in this process.
import { ensureAppRole } from '#server/core/app-role.ts';
import { closeDatabase } from '#server/core/db.ts';
import { closeKeys } from '#server/core/key-identity.ts';
import { type CreateKeyInput, createKeyInput } from '#server/keys/schema.ts';
import { createKey } from '#server/keys/service.ts';
import { makeTenant } from '#tests/factories.ts';

export async function makeBenchKey(
  wish: Partial<Pick<CreateKeyInput, 'perMinute' | 'perMonth' | 'addresses'>>,
) {
  await ensureAppRole();
  const { as } = await makeTenant();
  const input = createKeyInput.parse({ name: 'bench', permissions: ['tenant:read'], ...wish });
  return createKey(as.owner, input);
}

export async function closeAll(): Promise<void> {
  await closeKeys();
  await closeDatabase();
}
