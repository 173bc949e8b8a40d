import { expect, test } from 'vitest';
import { claimTexts, domainOf, isPublicDomain, mappedRoles } from './policy.ts';
import { addDomainInput, setSsoInput } from './schema.ts';

test.each([
  ['a text', { groups: 'ops' }, 'groups', ['ops']],
  ['a list, of which only texts count', { groups: ['ops', 7, null] }, 'groups', ['ops']],
  ['a nested claim', { realm_access: { roles: ['ops'] } }, 'realm_access.roles', ['ops']],
  ['a claim with dots in its name', { 'https://acme.com/roles': ['ops'] }, 'https://acme.com/roles', ['ops']],
  ['nothing', {}, 'groups', []],
  ['a name that every object has', {}, 'constructor', []],
  ['a number', { groups: 7 }, 'groups', []],
])('a claim can be %s', (_, claims, name, texts) => {
  expect(claimTexts(claims, name)).toEqual(texts);
});

const mapping = {
  roleClaim: 'groups',
  roleMap: [
    { value: 'boss', role: 'admin' },
    { value: 'all', role: 'member' },
  ],
  defaultRole: null,
};

test('the first rule that fits wins, whatever the order of the claim', () => {
  expect(mappedRoles(mapping, { groups: ['all', 'boss'] })).toEqual(['admin', 'member']);
  expect(mappedRoles(mapping, { groups: ['other'] })).toEqual([]);
  expect(mappedRoles({ ...mapping, defaultRole: 'viewer' }, { groups: 'other' })).toEqual(['viewer']);
});

test('without a claim roles are none of the mapping', () => {
  expect(mappedRoles({ ...mapping, roleClaim: null }, { groups: 'boss' })).toBeNull();
});

test('the domain of a mailbox is what stands behind its last @', () => {
  expect(domainOf('A@Acme.COM')).toBe('acme.com');
  expect(isPublicDomain('qq.com')).toBe(true);
  expect(isPublicDomain('acme.com')).toBe(false);
});

test.each(['acme.example', 'a-b.co.uk', ' ACME.example '])('%s is a domain', (domain) => {
  expect(addDomainInput.parse({ domain }).domain).toBe(domain.trim().toLowerCase());
});

test.each([
  'acme',
  'acme..com',
  '-acme.com',
  'a@acme.com',
  'https://acme.com',
  '127.0.0.1',
  'acme.com.',
  '*.acme.com',
])('%s is no domain', (domain) => {
  expect(addDomainInput.safeParse({ domain }).error?.issues[0]?.message).toBe('sso_domain_format');
});

const connection = { clientId: 'airgate', roleClaim: null, roleMap: [], defaultRole: null };

test('whoever copies the address of the discovery document means its issuer', () => {
  const issuer = 'https://login.example.com/realms/acme';
  const given = `${issuer}/.well-known/openid-configuration`;
  expect(setSsoInput.parse({ ...connection, issuer: given }).issuer).toBe(issuer);
});

test.each([
  'login.example.com',
  'ftp://login.example.com',
  'https://a:b@login.example.com',
  'https://x.example/?a=1',
])('%s is no issuer', (issuer) => {
  expect(setSsoInput.safeParse({ ...connection, issuer }).error?.issues[0]?.message).toBe(
    'sso_issuer_format',
  );
});
