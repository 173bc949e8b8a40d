import { CloudError } from '#server/clouds/provider.ts';

/** Leaving the name out would mean the caller itself, so an empty one never reaches the cloud. */
export function named(name: string): string {
  if (name.trim() !== '') return name;
  throw new CloudError('invalid', { code: 'empty_user_name', message: 'a user name is needed', action: '' });
}
