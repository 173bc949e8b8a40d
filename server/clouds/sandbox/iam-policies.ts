/** Service `iam`, version 2018-01-01: the policies themselves. */
import { action, type Call, page } from './action.ts';
import { readDocument } from './authorise.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { needCustomPolicy, needPolicyType } from './lookup.ts';
import type { Account, Attachment, PolicyType } from './model.ts';
import { systemPolicies } from './system-policies.ts';

const MAX_DOCUMENT = 6144;
const MAX_POLICIES = 1500;

type PolicyView = ReturnType<typeof view>;

export const policyTrn = (account: Account, type: PolicyType, name: string): string =>
  type === 'System' ? `trn:iam:::policy/${name}` : `trn:iam::${account.id}:policy/${name}`;

function view(
  account: Account,
  type: PolicyType,
  policy: {
    name: string;
    description: string;
    document: string;
    category?: string;
    createdAt?: number;
    updatedAt?: number;
  },
) {
  return {
    PolicyName: policy.name,
    PolicyType: type,
    PolicyTrn: policyTrn(account, type, policy.name),
    PolicyDocument: policy.document,
    Description: policy.description,
    Category: policy.category ?? '',
    AttachmentCount: 0,
    IsServiceRolePolicy: 0,
    CreateDate: iamDate(policy.createdAt ?? Date.UTC(2020, 0, 1)),
    UpdateDate: iamDate(policy.updatedAt ?? Date.UTC(2020, 0, 1)),
  };
}

function withCounts(account: Account, policies: PolicyView[]): PolicyView[] {
  const counts = new Map<string, number>();
  const count = (held: readonly Attachment[]) => {
    for (const key of new Set(held.map((one) => `${one.type}/${one.name}`)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const user of account.users.values()) count(user.policies);
  for (const group of account.groups.values()) count(group.policies);
  return policies.map((policy) => ({
    ...policy,
    AttachmentCount: counts.get(`${policy.PolicyType}/${policy.PolicyName}`) ?? 0,
  }));
}

/** The policy's view; refuses one that does not exist. */
export function needPolicy(call: Call, type: PolicyType, name: string): PolicyView {
  if (type === 'Custom') return view(call.account, type, needCustomPolicy(call, name));
  const policy = systemPolicies.get(name) ?? refuse('PolicyNotExist', `Policy '${name}' cannot be found.`);
  return view(call.account, type, policy);
}

function checkName(name: string): void {
  if (!/^[A-Za-z0-9_.@,+=-]{1,64}$/.test(name))
    refuse(
      'InvalidPolicyName',
      `Invalid PolicyName '${name}', err: 1 to 64 letters, digits or _.-@,+= are allowed`,
    );
}

function checkDocument(document: string): void {
  if (document.length > MAX_DOCUMENT)
    refuse('InvalidPolicyDocument', `Invalid PolicyDocument, err: longer than ${MAX_DOCUMENT} characters`);
  const statements = readDocument(document);
  if (typeof statements === 'string')
    refuse('InvalidPolicyDocument', `Invalid PolicyDocument, err: ${statements}`);
}

const isAttached = (account: Account, name: string): boolean =>
  [...account.users.values(), ...account.groups.values()].some((holder) =>
    holder.policies.some((held) => held.type === 'Custom' && held.name === name),
  );

export const policyActions = {
  ListPolicies: action(
    { Scope: 'text', Limit: 'int', Offset: 'int', Query: 'text' },
    (params, { account }) => {
      const { Scope: scope = 'All' } = params;
      if (!['All', 'System', 'Custom'].includes(scope))
        refuse('InvalidParameter', 'Scope must be All, System or Custom.');
      const query = (params.Query ?? '').toLowerCase();
      const system =
        scope === 'Custom' ? [] : [...systemPolicies.values()].map((p) => view(account, 'System', p));
      const custom =
        scope === 'System' ? [] : [...account.policies.values()].map((p) => view(account, 'Custom', p));
      const all = [...system, ...custom].filter((p) => !query || p.PolicyName.toLowerCase().includes(query));
      const result = page(all, { limit: params.Limit, offset: params.Offset, normal: 10, most: 100 });
      return {
        PolicyMetadata: withCounts(account, result.items),
        Total: result.total,
        Limit: result.limit,
        Offset: result.offset,
      };
    },
  ),
  GetPolicy: action({ PolicyName: 'text!', PolicyType: 'text!' }, ({ PolicyName, PolicyType }, call) => {
    const [policy] = withCounts(call.account, [needPolicy(call, needPolicyType(PolicyType), PolicyName)]);
    return { Policy: policy };
  }),
  CreatePolicy: action(
    { PolicyName: 'text!', PolicyDocument: 'text!', Description: 'text' },
    ({ PolicyName: name, PolicyDocument: document, Description: description = '' }, call) => {
      checkName(name);
      checkDocument(document);
      const { policies, id: account } = call.account;
      if (policies.has(name) || systemPolicies.has(name))
        refuse('PolicyAlreadyExist', `Policy '${name}' already exists.`);
      if (policies.size >= MAX_POLICIES)
        refuse('PolicyAttachmentLimitExceeded', `Exceed account policy quota: '${MAX_POLICIES}'`);
      call.store.commit('policy.create', { account, name, description, document });
      return { Policy: needPolicy(call, 'Custom', name) };
    },
  ),
  UpdatePolicy: action(
    { PolicyName: 'text!', NewPolicyName: 'text', NewPolicyDocument: 'text', NewDescription: 'text' },
    (params, call) => {
      const policy = needCustomPolicy(call, params.PolicyName);
      const { NewPolicyName: name = policy.name, NewPolicyDocument: document = policy.document } = params;
      checkName(name);
      checkDocument(document);
      if (name !== policy.name && (call.account.policies.has(name) || systemPolicies.has(name)))
        refuse('PolicyAlreadyExist', `Policy '${name}' already exists.`);
      const change = { name, document, description: params.NewDescription ?? policy.description };
      call.store.commit('policy.update', { account: call.account.id, name: policy.name, change });
      return { Policy: needPolicy(call, 'Custom', name) };
    },
  ),
  DeletePolicy: action({ PolicyName: 'text!' }, ({ PolicyName }, call) => {
    needCustomPolicy(call, PolicyName);
    if (isAttached(call.account, PolicyName))
      refuse('PolicyDeleteConflict', `Cannot delete policy '${PolicyName}' which is attached.`);
    call.store.commit('policy.delete', { account: call.account.id, name: PolicyName });
  }),
};
