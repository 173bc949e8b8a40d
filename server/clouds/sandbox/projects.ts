/** Service `iam`, version 2021-08-01: projects, and what users hold inside them. */
import { action, type Call, page } from './action.ts';
import type { PrincipalKind } from './commands.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { attach, detach } from './iam-attachments.ts';
import { policyTrn } from './iam-policies.ts';
import { needPolicyType, needProject } from './lookup.ts';
import type { Account, Attachment, Project } from './model.ts';
import { DEFAULT_PROJECT } from './world.ts';

const MAX_PROJECTS_PER_CALL = 10;

const view = (account: Account, project: Project) => ({
  AccountID: Number(account.id),
  ProjectName: project.name,
  DisplayName: project.displayName,
  Description: project.description,
  ParentProjectName: project.parent,
  Path: project.parent ? `${project.parent}/${project.name}` : project.name,
  Status: 'active',
  HasPermission: true,
  CreateDate: iamDate(project.createdAt),
  UpdateDate: iamDate(project.updatedAt),
});

function principalKind(text: string): PrincipalKind {
  return text === 'User' || text === 'UserGroup'
    ? text
    : refuse('InvalidPrincipalType', `Invalid PrincipalType '${text}', err: it must be User or UserGroup`);
}

const grantParams = {
  PrincipalType: 'text!',
  PrincipalName: 'text!',
  PolicyType: 'text!',
  PolicyName: 'text!',
  ProjectName: 'texts!',
} as const;
type GrantParams = {
  PrincipalType: string;
  PrincipalName: string;
  PolicyType: string;
  PolicyName: string;
  ProjectName: string[];
};

function grant(params: GrantParams, call: Call) {
  const projects = [...new Set(params.ProjectName)];
  if (projects.length > MAX_PROJECTS_PER_CALL)
    refuse('InvalidParameter', `ProjectName may name at most ${MAX_PROJECTS_PER_CALL} projects.`);
  for (const name of projects) needProject(call, name);
  const kind = principalKind(params.PrincipalType);
  const type = needPolicyType(params.PolicyType);
  return { kind, principal: params.PrincipalName, name: params.PolicyName, type, projects };
}

function isUsed(account: Account, name: string): boolean {
  const resources = [...account.arkKeys.values(), ...account.endpoints.values()];
  const holders = [...account.users.values(), ...account.groups.values()];
  return (
    resources.some((resource) => resource.project === name) ||
    holders.some((holder) => holder.policies.some((held) => held.project === name))
  );
}

function identities(
  call: Call,
  project: string,
  holders: Iterable<{ name: string; displayName: string; policies: Attachment[] }>,
) {
  return [...holders].flatMap(({ name, displayName, policies }) => {
    const held = policies.filter((one) => one.project === project);
    if (held.length === 0) return [];
    const Policy = held.map((one) => ({
      PolicyName: one.name,
      PolicyType: one.type,
      PolicyTrn: policyTrn(call.account, one.type, one.name),
      AttachDate: iamDate(one.at),
    }));
    return [{ name, displayName, Policy }];
  });
}

export const projectActions = {
  ListProjects: action({ Limit: 'int', Offset: 'int', Query: 'text' }, (params, { account }) => {
    const query = (params.Query ?? '').toLowerCase();
    const all = [...account.projects.values()].filter(
      (project) => !query || `${project.name}\n${project.displayName}`.toLowerCase().includes(query),
    );
    const result = page(all, { limit: params.Limit, offset: params.Offset, normal: 10, most: 1000 });
    const projects = result.items.map((project) => view(account, project));
    return { Projects: projects, Total: result.total, Limit: result.limit, Offset: result.offset };
  }),
  GetProject: action({ ProjectName: 'text!' }, ({ ProjectName }, call) =>
    view(call.account, needProject(call, ProjectName)),
  ),
  CreateProject: action(
    { ProjectName: 'text!', DisplayName: 'text', Description: 'text', ParentProjectName: 'text' },
    (params, call) => {
      const { ProjectName: name, DisplayName: displayName = name, Description: description = '' } = params;
      const { ParentProjectName: parent = DEFAULT_PROJECT } = params;
      if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name))
        refuse(
          'InvalidProjectName',
          `Invalid ProjectName '${name}', err: 1 to 64 letters, digits or _.- are allowed`,
        );
      if (call.account.projects.has(name)) refuse('ProjectAlreadyExist', `Project '${name}' already exists.`);
      needProject(call, parent);
      call.store.commit('project.create', {
        account: call.account.id,
        name,
        displayName,
        description,
        parent,
      });
      return view(call.account, needProject(call, name));
    },
  ),
  UpdateProject: action(
    { ProjectName: 'text!', DisplayName: 'text', Description: 'text' },
    ({ ProjectName: name, DisplayName, Description }, call) => {
      const project = needProject(call, name);
      const { displayName, description } = project;
      const change = { displayName: DisplayName ?? displayName, description: Description ?? description };
      call.store.commit('project.update', { account: call.account.id, name, change });
      return view(call.account, needProject(call, name));
    },
  ),
  DeleteProject: action({ ProjectName: 'text!' }, ({ ProjectName: name }, call) => {
    needProject(call, name);
    if (name === DEFAULT_PROJECT || isUsed(call.account, name))
      refuse('ProjectDeleteConflict', `Cannot delete project '${name}' which is in use.`);
    call.store.commit('project.delete', { account: call.account.id, name });
  }),
  AttachPolicyInProject: action(grantParams, (params, call) => attach(call, grant(params, call))),
  DetachPolicyInProject: action(grantParams, (params, call) => detach(call, grant(params, call))),
  ListProjectIdentities: action(
    { ProjectName: 'text!', IdentityType: 'text!', Limit: 'int', Offset: 'int', Query: 'text' },
    (params, call) => {
      const { name } = needProject(call, params.ProjectName);
      const kind = principalKind(params.IdentityType);
      const query = (params.Query ?? '').toLowerCase();
      const holders = kind === 'User' ? call.account.users.values() : call.account.groups.values();
      const all = identities(call, name, holders).filter((one) => one.name.toLowerCase().includes(query));
      const result = page(all, { limit: params.Limit, offset: params.Offset, normal: 10, most: 100 });
      const shown = result.items;
      const users = shown.map((one) => ({
        UserName: one.name,
        DisplayName: one.displayName,
        Policy: one.Policy,
      }));
      const groups = shown.map((one) => ({
        UserGroupName: one.name,
        DisplayName: one.displayName,
        Policy: one.Policy,
      }));
      return {
        ProjectUsers: kind === 'User' ? users : [],
        ProjectUserGroups: kind === 'UserGroup' ? groups : [],
        ProjectRoles: [],
        Total: result.total,
      };
    },
  ),
};
