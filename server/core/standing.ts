/** Whether a tenant's doors are open. */
import { AppError } from '#lib/errors.ts';

export type Standing = 'active' | 'suspended' | 'deleted';

/** Why nobody gets in, as an error to throw; null while the doors are open. */
export function shutError(status: Standing): AppError | null {
  if (status === 'active') return null;
  return new AppError('precondition_failed', status === 'deleted' ? 'tenant_deleted' : 'tenant_suspended');
}
