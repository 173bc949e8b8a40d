import { describe, expect, it } from 'vitest';
import { activeEntry, type NavGroup, visibleNav } from './nav.ts';

const entry = (id: string, href: string, rest = {}) => ({ id, label: id, href, icon: null, ...rest });
const groups: NavGroup[] = [
  {
    id: 'govern',
    label: 'Govern',
    entries: [
      entry('overview', '/acme', { exact: true }),
      entry('subAccounts', '/acme/sub-accounts', { permission: 'sub-account:read' }),
      entry('drift', '/acme/sub-accounts/drift', { permission: 'sub-account:read' }),
    ],
  },
  { id: 'gateway', label: 'Gateway', entries: [entry('nodes', '/acme/nodes', { module: 'gateway' })] },
];

describe('navigation', () => {
  it('leaves out entries without the right or the module, and groups that end up empty', () => {
    const seen = visibleNav(groups, { permissions: [], modules: [] });
    expect(seen.map((group) => group.entries.map((e) => e.id))).toEqual([['overview']]);
    const all = visibleNav(groups, { permissions: ['sub-account:read'], modules: ['gateway'] });
    expect(all).toHaveLength(2);
  });

  it('marks the most exact entry for a path', () => {
    expect(activeEntry(groups, '/acme/sub-accounts/sub_1')?.entry.id).toBe('subAccounts');
    expect(activeEntry(groups, '/acme/sub-accounts/drift')?.entry.id).toBe('drift');
    expect(activeEntry(groups, '/acme')?.entry.id).toBe('overview');
  });

  it('does not take a start page for the parent of everything', () => {
    expect(activeEntry(groups, '/acme/elsewhere')).toBeNull();
    expect(activeEntry(groups, '/acme/sub-accounts-old')).toBeNull();
  });
});
