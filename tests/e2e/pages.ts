// Every page, from the folders themselves, so that a new one is tested at once.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { detailTabs } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/detail-tab-names.ts';

const app = join(import.meta.dirname, '../../app');

/** Addresses with their parameters in brackets, as `/[tenant]/alerts`. The gallery shows parts, not pages. */
export const pages: string[] = globSync('**/page.tsx', { cwd: app })
  .filter((file) => !file.startsWith('gallery'))
  .map((file) => {
    const parts = file.split('/').slice(0, -1);
    return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`;
  })
  .filter((path) => path !== '/')
  .sort();

const DETAIL = '/[tenant]/sub-accounts/[subAccountId]';

/** The same, with each part of a page that has an address of its own. */
export const addresses: string[] = pages.flatMap((path) => {
  if (path === DETAIL) return detailTabs.map((tab) => `${path}?tab=${tab}`);
  return path === '/deleted' ? [`${path}?tenant=[deletedTenant]`] : [path];
});

export type Person = 'operator' | 'guest' | 'nobody';

/** Pages that the operator, who has tenants, does not get to see. */
const readers: Record<string, Person> = {
  '/sign-in': 'nobody',
  '/invitation/[token]': 'nobody',
  '/reset': 'nobody',
  '/reset/[token]': 'nobody',
  '/verify/[token]': 'nobody',
  '/sso': 'nobody',
  '/approval/[token]': 'nobody',
  '/no-tenant': 'guest',
};

/** Who gets to see a page. */
export const readerOf = (address: string): Person => readers[address] ?? 'operator';

/** A page's address with values for its parameters; throws for one that has none. */
export function addressOf(path: string, values: Record<string, string>): string {
  return path.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path}: give the tests a value for ${name}`);
    return value;
  });
}
