import type { SetSsoInput, SsoOut } from '#server/sso/schema.ts';

export type RuleDraft = { key: string; value: string; role: string };

/** What stands in the form. An empty text is what the server calls null. */
export type ConnectionDraft = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  roleClaim: string;
  rules: readonly RuleDraft[];
  /** `none` for none. */
  defaultRole: string;
};

export const NO_ROLE = 'none';

export function toDraft(connection: SsoOut['connection']): ConnectionDraft {
  const { issuer = '', clientId = '', roleClaim = null, roleMap = [] } = connection ?? {};
  return {
    issuer,
    clientId,
    clientSecret: '',
    roleClaim: roleClaim ?? '',
    rules: roleMap.map((rule, index) => ({ key: `stored-${index}`, ...rule })),
    defaultRole: connection ? (connection.defaultRole ?? NO_ROLE) : 'viewer',
  };
}

/** What is sent. Without a claim rules say nothing, so they are not kept. */
export function toInput({
  clientSecret,
  roleClaim,
  rules,
  defaultRole,
  ...rest
}: ConnectionDraft): SetSsoInput {
  const claim = roleClaim.trim();
  return {
    ...rest,
    ...(clientSecret && { clientSecret }),
    roleClaim: claim || null,
    roleMap: claim ? rules.map(({ value, role }) => ({ value, role })) : [],
    defaultRole: defaultRole === NO_ROLE ? null : defaultRole,
  };
}
