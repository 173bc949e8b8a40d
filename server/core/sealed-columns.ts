/** Every column that holds encrypted text, and what binds each value to its row. A new one belongs in this list. */

export const sealContext = {
  cloudAccount: (id: string) => `cloud-account:${id}`,
  channel: (id: string) => `channel:${id}`,
  webhook: (id: string) => `webhook:${id}`,
  idempotencyKey: (key: string) => `idempotency:${key}`,
  accessKeyClaim: (id: string) => `access-key-claim:${id}`,
  secondFactor: (userId: string) => `second-factor:${userId}`,
  ssoConnection: (id: string) => `sso-connection:${id}`,
} as const;

type SealedColumn = {
  table: string;
  column: string;
  /** What names a row. */
  key: readonly string[];
  context: (row: Record<string, string>) => string;
};

export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'cloud_account',
    column: 'credential',
    key: ['tenant_id', 'id'],
    context: ({ id = '' }) => sealContext.cloudAccount(id),
  },
  {
    table: 'channel',
    column: 'config',
    key: ['tenant_id', 'id'],
    context: ({ id = '' }) => sealContext.channel(id),
  },
  {
    table: 'webhook',
    column: 'config',
    key: ['tenant_id', 'id'],
    context: ({ id = '' }) => sealContext.webhook(id),
  },
  {
    table: 'idempotency_key',
    column: 'body',
    key: ['tenant_id', 'actor_id', 'key'],
    context: ({ key = '' }) => sealContext.idempotencyKey(key),
  },
  {
    table: 'access_key_claim',
    column: 'secret',
    key: ['tenant_id', 'id'],
    context: ({ id = '' }) => sealContext.accessKeyClaim(id),
  },
  {
    table: 'second_factor',
    column: 'secret',
    key: ['user_id'],
    context: ({ user_id = '' }) => sealContext.secondFactor(user_id),
  },
  {
    table: 'sso_connection',
    column: 'client_secret',
    key: ['tenant_id', 'id'],
    context: ({ id = '' }) => sealContext.ssoConnection(id),
  },
];
