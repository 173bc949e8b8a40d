/** The one catalogue of rights: `resource:action` and a sentence that a person can read (translated in the `roles` messages). */
export const permissions = {
  'tenant:read': 'See the tenant and its overview',
  'tenant:update': "Change the tenant's name, currency, time zone, language and looks",
  'tenant:delete': 'Delete the tenant and restore it',
  'tenant:transfer': 'Hand the tenant over to another member',
  'member:read': 'See members, invitations and roles',
  'member:invite': 'Invite people and withdraw invitations',
  'member:update': "Change a member's role",
  'member:remove': 'Remove members',
  'role:update': 'Make, change and delete custom roles',
  'team:read': 'See teams, and what belongs to them as far as other permissions reach',
  'team:update': 'Create, move and delete teams, and choose their members and leads',
  'key:read': 'See API keys without their secrets',
  'key:create': 'Create API keys',
  'key:update': 'Rename, limit and rotate API keys',
  'key:revoke': 'Revoke API keys',
  'audit:read': 'Read the audit log',
  'cloud-account:read': 'See cloud accounts without their credentials',
  'cloud-account:connect': 'Connect, rotate and disconnect cloud accounts',
  'cloud-account:sync': 'Read users and projects from the cloud',
  'sub-account:read': 'See sub-accounts, their policies and their state',
  'sub-account:create': 'Create sub-accounts in the cloud and import existing ones',
  'sub-account:update': "Change a sub-account's details, login, alert steps and protection",
  'sub-account:delete': 'Delete sub-accounts in the cloud',
  'sub-account:cut-off': 'Cut off a sub-account',
  'sub-account:restore': 'Restore a sub-account after a cut-off',
  'access-key:read': 'See which access keys a sub-account has',
  'access-key:create': 'Create access keys',
  'access-key:update': 'Activate, deactivate and delete access keys',
  'project:update': 'Add and remove projects of a sub-account and switch their monitoring',
  'quota:read': 'See quotas and their history',
  'quota:allocate': 'Allocate and deduct quota',
  'quota:request': 'Ask for quota for the sub-accounts that one holds',
  'spending:read': 'See spending and spending checks',
  'spending:check': 'Start a spending check',
  'alert:read': 'See alerts and their deliveries',
  'alert:update': 'Acknowledge and resolve alerts',
  'channel:read': 'See channels without their secrets',
  'channel:update': 'Add, change, test and remove channels',
  'webhook:read': 'See webhooks without their secrets, and what was sent to them',
  'webhook:update': 'Add, change, test and remove webhooks, and send events again',
  'setting:read': "See the tenant's settings",
  'setting:update': "Change the tenant's settings",
  'sso:update': 'Change single sign-on',
  'view:share': 'Share views of tables with the tenant, and change shared ones',
  'sandbox:control': 'Spend, move time and cause faults in a sandbox account',
} as const;

export type Permission = keyof typeof permissions;
export const allPermissions = Object.keys(permissions) as Permission[];

/** What comes with being the owner and with nothing else: no other role can hold it. */
export const ownerOnly: readonly Permission[] = ['tenant:delete', 'tenant:transfer'];

const reads = allPermissions.filter((p) => p.endsWith(':read'));
const forMembers = allPermissions.filter(
  (p) => (p.endsWith(':read') && p !== 'audit:read') || p === 'quota:request',
);

/** Built-in roles, from most to least. Owner alone transfers and deletes a tenant; Admin runs everything else. */
export const builtInRoles = {
  owner: allPermissions,
  admin: allPermissions.filter((p) => !ownerOnly.includes(p)),
  member: forMembers,
  viewer: reads,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof builtInRoles;
export const roles = Object.keys(builtInRoles) as [Role, ...Role[]];
/** What a member holds: a built-in role by its name, or one that the tenant put together. */
export type RoleName = Role | 'custom';
export const roleNames = [...roles, 'custom'] as const;

/** Rights by their names, in the catalogue's order and once each; what is not in the catalogue (any more) falls out. */
export function toPermissions(names: readonly string[]): Permission[] {
  return allPermissions.filter((permission) => names.includes(permission));
}

/** What the one set of rights has beside the other (`added`), and what it lacks of it (`missing`). */
export function compareRights(
  rights: readonly Permission[],
  other: readonly Permission[],
): { added: Permission[]; missing: Permission[] } {
  return {
    added: allPermissions.filter((each) => rights.includes(each) && !other.includes(each)),
    missing: allPermissions.filter((each) => !rights.includes(each) && other.includes(each)),
  };
}

/** Rights over the installation; held by platform operators, never through a tenant. */
export const platformPermissions = {
  'platform:read': "See the installation's tenants and health",
  'platform:tenants': 'Create, suspend, reactivate, delete and restore tenants',
  'platform:users': 'Make operators, disable and enable people',
  'platform:settings': 'Change the settings that hold for all tenants',
  'platform:jobs': 'Run background work over all tenants',
} as const;

export type PlatformPermission = keyof typeof platformPermissions;
export const allPlatformPermissions = Object.keys(platformPermissions) as PlatformPermission[];

type Holder = { permissions: ReadonlySet<string> };

/** Whether the holder has the right. Pure; used by `access()`, by the console and by the API's documentation. */
export function can(holder: Holder, permission: Permission | PlatformPermission): boolean {
  return holder.permissions.has(permission);
}
