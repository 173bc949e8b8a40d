/**
 * Which messages come with the pages of an area, for what is drawn in the browser; what is drawn on the server has all
 * of them. A test holds each list to what the area's components say.
 */
export const areas = {
  /** With every page: the root layout gives them, and they are all that signing in needs. */
  public: ['auth', 'broken', 'common', 'errors', 'nav', 'sso', 'status', 'table'],
  docs: ['api', 'common'],
  console: [
    'alerts',
    'audit',
    'channels',
    'clouds',
    'common',
    'cutOff',
    'errors',
    'guide',
    'keys',
    'members',
    'nav',
    'overview',
    'profile',
    'quotas',
    'requests',
    'roles',
    'sandbox',
    'settings',
    'spending',
    'sso',
    'status',
    'subAccounts',
    'table',
    'tenant',
    'webhooks',
    'teams',
  ],
  operator: [
    'alerts',
    'channels',
    'common',
    'errors',
    'members',
    'nav',
    'operator',
    'settings',
    'sso',
    'table',
  ],
} as const;

export type Area = keyof typeof areas;
