/** Service `iam`: who holds which policy, in the whole account or inside projects. */
import { action, type Call, page } from './action.ts';
import type { PrincipalKind } from './commands.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { needPolicy, policyTrn } from './iam-policies.ts';
import { MAX_ATTACHED } from './iam-users.ts';
import { needGroup, needPolicyType, needUser } from './lookup.ts';
import type { Account, Attachment, PolicyType } from './model.ts';

type Grant = {
  kind: PrincipalKind;
  principal: string;
  name: string;
  type: PolicyType;
  projects: (string | null)[];
};

const holderOf = (call: Call, kind: PrincipalKind, name: string): { policies: Attachment[] } =>
  kind === 'User' ? needUser(call, name) : needGroup(call, name);

const place = (project: string | null): string => (project === null ? 'the account' : `project '${project}'`);

/** Attaches in every named place, or nowhere when one of them already has it. */
export function attach(call: Call, { kind, principal, name, type, projects }: Grant): void {
  const holder = holderOf(call, kind, principal);
  needPolicy(call, type, name);
  for (const project of projects) {
    const inPlace = holder.policies.filter((held) => held.type === type && held.project === project);
    if (inPlace.some((held) => held.name === name))
      refuse(
        'PolicyAttachmentAlreadyExist',
        `Policy '${name}' is already attached to '${principal}' in ${place(project)}.`,
      );
    const most = project === null ? MAX_ATTACHED[type] : MAX_ATTACHED.Custom;
    if (inPlace.length >= most)
      refuse('PolicyAttachmentLimitExceeded', `Exceed attached policy quota: '${most}' in ${place(project)}`);
  }
  call.store.commit('attach', {
    account: call.account.id,
    kind,
    principal,
    policy: { name, type },
    projects,
  });
}

/** Detaches from every named place, or from none when one of them does not have it. */
export function detach(call: Call, { kind, principal, name, type, projects }: Grant): void {
  const holder = holderOf(call, kind, principal);
  for (const project of projects)
    if (!holder.policies.some((held) => held.name === name && held.type === type && held.project === project))
      refuse(
        'PolicyAttachmentNotExist',
        `Policy '${name}' is not attached to '${principal}' in ${place(project)}.`,
      );
  call.store.commit('detach', {
    account: call.account.id,
    kind,
    principal,
    policy: { name, type },
    projects,
  });
}

const scopeView = (account: Account, held: Attachment) => ({
  PolicyScopeType: held.project === null ? 'Global' : 'Project',
  ProjectName: held.project ?? '',
  ProjectDisplayName: held.project === null ? '' : (account.projects.get(held.project)?.displayName ?? ''),
  AttachDate: iamDate(held.at),
});

/** One entry per policy, with every place it is attached in. */
function byPolicy(account: Account, attachments: readonly Attachment[]) {
  const grouped = Map.groupBy(attachments, (held) => `${held.type}/${held.name}`);
  return [...grouped.values()].flatMap((held) => {
    const [first] = held;
    if (!first) return [];
    return {
      PolicyName: first.name,
      PolicyType: first.type,
      PolicyTrn: policyTrn(account, first.type, first.name),
      Description: '',
      AttachDate: iamDate(first.at),
      PolicyScope: held.map((one) => scopeView(account, one)),
    };
  });
}

function scopesOf<H extends { policies: Attachment[] }>(
  call: Call,
  holders: Iterable<H>,
  type: PolicyType,
  name: string,
) {
  return [...holders].flatMap((holder) => {
    const held = holder.policies.filter((one) => one.type === type && one.name === name);
    return held.length === 0
      ? []
      : [{ holder, PolicyScope: held.map((one) => scopeView(call.account, one)) }];
  });
}

const userGrant = { UserName: 'text!', PolicyName: 'text!', PolicyType: 'text!' } as const;
type UserGrantParams = Record<keyof typeof userGrant, string>;
const globally = (params: UserGrantParams): Grant => ({
  kind: 'User',
  principal: params.UserName,
  name: params.PolicyName,
  type: needPolicyType(params.PolicyType),
  projects: [null],
});

export const attachmentActions = {
  AttachUserPolicy: action(userGrant, (params, call) => attach(call, globally(params))),
  DetachUserPolicy: action(userGrant, (params, call) => detach(call, globally(params))),
  ListAttachedUserPolicies: action({ UserName: 'text!' }, ({ UserName }, call) => ({
    AttachedPolicyMetadata: byPolicy(call.account, needUser(call, UserName).policies),
  })),
  AttachUserGroupPolicy: action(
    { UserGroupName: 'text!', PolicyName: 'text!', PolicyType: 'text!' },
    ({ UserGroupName: principal, PolicyName: name, PolicyType }, call) =>
      attach(call, {
        kind: 'UserGroup',
        principal,
        name,
        type: needPolicyType(PolicyType),
        projects: [null],
      }),
  ),
  DetachUserGroupPolicy: action(
    { UserGroupName: 'text!', PolicyName: 'text!', PolicyType: 'text!' },
    ({ UserGroupName: principal, PolicyName: name, PolicyType }, call) =>
      detach(call, {
        kind: 'UserGroup',
        principal,
        name,
        type: needPolicyType(PolicyType),
        projects: [null],
      }),
  ),
  ListAttachedUserGroupPolicies: action({ UserGroupName: 'text!' }, ({ UserGroupName }, call) => ({
    AttachedPolicyMetadata: byPolicy(call.account, needGroup(call, UserGroupName).policies),
  })),
  ListEntitiesForPolicy: action(
    { PolicyName: 'text!', PolicyType: 'text!', EntityFilter: 'text', Limit: 'int', Offset: 'int' },
    (params, call) => {
      const type = needPolicyType(params.PolicyType);
      needPolicy(call, type, params.PolicyName);
      const wants = (kind: string) => !params.EntityFilter || params.EntityFilter === kind;
      const { users, groups } = call.account;
      const limits = { limit: params.Limit, offset: params.Offset, normal: 10, most: 100 };
      const userPage = page(
        wants('User') ? scopesOf(call, users.values(), type, params.PolicyName) : [],
        limits,
      );
      const groupPage = page(
        wants('UserGroup') ? scopesOf(call, groups.values(), type, params.PolicyName) : [],
        limits,
      );
      return {
        PolicyUsers: userPage.items.map(({ holder, PolicyScope }) => ({
          UserName: holder.name,
          DisplayName: holder.displayName,
          PolicyScope,
        })),
        PolicyUserGroups: groupPage.items.map(({ holder, PolicyScope }) => ({
          UserGroupName: holder.name,
          DisplayName: holder.displayName,
          PolicyScope,
        })),
        PolicyRoles: [],
        Total: userPage.total + groupPage.total,
      };
    },
  ),
};
