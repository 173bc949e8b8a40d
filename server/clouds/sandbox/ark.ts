/** Service `ark`, version 2024-01-01: the control plane of the model platform. */
import { action, type Call } from './action.ts';
import { inferenceUsageAction } from './ark-usage.ts';
import { refuse } from './errors.ts';
import { needArkKey, needEndpoint, needProject } from './lookup.ts';
import type { ArkKey, Endpoint } from './model.ts';
import { DEFAULT_PROJECT } from './world.ts';

const MAX_PAGE = 100;

const time = (ms: number): string => new Date(ms).toISOString();

const keyView = (key: ArkKey) => ({
  Id: key.id,
  Name: key.name,
  ProjectName: key.project,
  Status: key.active ? 'Active' : 'Inactive',
  ApiKey: `${key.secret.slice(0, 4)}****${key.secret.slice(-4)}`,
  CreateTime: time(key.createdAt),
  UpdateTime: time(key.updatedAt),
});

const endpointView = (endpoint: Endpoint) => ({
  Id: endpoint.id,
  Name: endpoint.name,
  Description: endpoint.description,
  ProjectName: endpoint.project,
  Status: endpoint.running ? 'Running' : 'Stopped',
  ModelReference: { FoundationModel: { Name: endpoint.model, ModelVersion: '' } },
  CreateTime: time(endpoint.createdAt),
  UpdateTime: time(endpoint.updatedAt),
});

type Paging = { PageNumber: number | undefined; PageSize: number | undefined };

/** Resources of one project, `default` when the call names none, a page at a time. */
function listed<T extends { project: string }, V>(
  call: Call,
  all: Iterable<T>,
  { PageNumber: number = 1, PageSize: size = 10, project }: Paging & { project: string | undefined },
  view: (item: T) => V,
) {
  if (size < 1 || size > MAX_PAGE) refuse('InvalidParameter', `PageSize must be between 1 and ${MAX_PAGE}.`);
  if (number < 1) refuse('InvalidParameter', 'PageNumber must be at least 1.');
  const { name } = needProject(call, project ?? DEFAULT_PROJECT);
  const items = [...all].filter((item) => item.project === name);
  const shown = items.slice((number - 1) * size, number * size).map(view);
  return { Items: shown, TotalCount: items.length, PageNumber: number, PageSize: size };
}

const paging = { ProjectName: 'text', PageNumber: 'int', PageSize: 'int' } as const;
const projectOfKey = ({ Id }: { Id: string }, { account }: Call) => account.arkKeys.get(Id)?.project;
const projectOfEndpoint = ({ Id }: { Id: string }, { account }: Call) => account.endpoints.get(Id)?.project;
const projectOrDefault = ({ ProjectName }: { ProjectName: string | undefined }) =>
  ProjectName ?? DEFAULT_PROJECT;

/** Stopping what is stopped, and starting what runs, succeeds and changes nothing. */
function setRunning(call: Call, id: string, running: boolean): void {
  if (needEndpoint(call, id).running !== running)
    call.store.commit('endpoint.update', { account: call.account.id, id, running });
}

function modelOf(params: { ModelReference: unknown }): string {
  const reference = params.ModelReference;
  if (typeof reference !== 'object' || reference === null || !('FoundationModel' in reference))
    return refuse('InvalidParameter', 'ModelReference must name a FoundationModel.');
  const model = reference.FoundationModel;
  return typeof model === 'object' && model !== null && 'Name' in model && typeof model.Name === 'string'
    ? model.Name
    : refuse('InvalidParameter', 'ModelReference.FoundationModel must have a Name.');
}

export const arkActions = {
  ListApiKeys: action(
    paging,
    (params, call) =>
      listed(call, call.account.arkKeys.values(), { ...params, project: params.ProjectName }, keyView),
    { project: projectOrDefault },
  ),
  CreateApiKey: action(
    { ProjectName: 'text', Name: 'text' },
    (params, call) => {
      const { name: project } = needProject(call, projectOrDefault(params));
      const fields = { account: call.account.id, project, name: params.Name ?? '' };
      const key = needArkKey(call, call.store.create('arkKey.create', fields));
      return { ...keyView(key), ApiKey: key.secret };
    },
    { project: projectOrDefault },
  ),
  UpdateApiKey: action(
    { Id: 'text!', Status: 'text', Name: 'text' },
    (params, call) => {
      const key = needArkKey(call, params.Id);
      const status = (params.Status ?? (key.active ? 'Active' : 'Inactive')).toLowerCase();
      if (status !== 'active' && status !== 'inactive')
        refuse('InvalidParameter', 'Status must be Active or Inactive.');
      const change = { active: status === 'active', name: params.Name ?? key.name };
      call.store.commit('arkKey.update', { account: call.account.id, id: key.id, change });
    },
    { project: projectOfKey },
  ),
  ListEndpoints: action(
    paging,
    (params, call) =>
      listed(call, call.account.endpoints.values(), { ...params, project: params.ProjectName }, endpointView),
    { project: projectOrDefault },
  ),
  GetEndpoint: action({ Id: 'text!' }, ({ Id }, call) => endpointView(needEndpoint(call, Id)), {
    project: projectOfEndpoint,
  }),
  CreateEndpoint: action(
    { Name: 'text!', ProjectName: 'text', Description: 'text', ModelReference: 'json!' },
    (params, call) => {
      const { name: project } = needProject(call, projectOrDefault(params));
      const { Name: name, Description: description = '' } = params;
      const fields = { account: call.account.id, project, name, description, model: modelOf(params) };
      return { Id: call.store.create('endpoint.create', fields) };
    },
    { post: true, project: projectOrDefault },
  ),
  StopEndpoint: action({ Id: 'text!' }, ({ Id }, call) => setRunning(call, Id, false), {
    project: projectOfEndpoint,
  }),
  StartEndpoint: action({ Id: 'text!' }, ({ Id }, call) => setRunning(call, Id, true), {
    project: projectOfEndpoint,
  }),
  DeleteEndpoint: action(
    { Id: 'text!' },
    ({ Id }, call) => {
      if (needEndpoint(call, Id).running)
        refuse('OperationDenied.EndpointStatus', `The endpoint ${Id} must be stopped before it is deleted.`);
      call.store.commit('endpoint.delete', { account: call.account.id, id: Id });
    },
    { project: projectOfEndpoint },
  ),
  GetInferenceUsage: inferenceUsageAction,
};
