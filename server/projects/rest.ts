import { route } from '#server/core/rest.ts';
import {
  addProjectInput,
  cloudProjectPage,
  listCloudProjectsInput,
  listProjectsInput,
  projectOut,
  projectPage,
  projectRef,
  setAllMonitoringInput,
  setAllMonitoringOut,
  setMonitoringInput,
} from './schema.ts';
import { listCloudProjects, listProjects } from './service/list.ts';
import * as verbs from './service.ts';

const tag = 'Projects';

export const projectsRest = [
  route('GET', '/cloud-accounts/{cloudAccountId}/projects', {
    tag,
    summary: "List the cloud's projects as last synced, each with its owner",
    permission: 'sub-account:read',
    input: listCloudProjectsInput,
    output: cloudProjectPage,
    verb: listCloudProjects,
  }),
  route('GET', '/sub-accounts/{subAccountId}/projects', {
    tag,
    summary: 'List the projects of a sub-account',
    permission: 'sub-account:read',
    input: listProjectsInput,
    output: projectPage,
    verb: listProjects,
  }),
  route('POST', '/sub-accounts/{subAccountId}/projects', {
    tag,
    summary: 'Add a project and attach the default policies in it',
    permission: 'project:update',
    input: addProjectInput,
    output: projectOut,
    verb: verbs.addProject,
    status: 201,
    external: true,
  }),
  route('PATCH', '/sub-accounts/{subAccountId}/projects', {
    tag,
    summary: 'Switch the monitoring of all projects on or off',
    permission: 'project:update',
    input: setAllMonitoringInput,
    output: setAllMonitoringOut,
    verb: verbs.setAllMonitoring,
  }),
  route('PATCH', '/sub-accounts/{subAccountId}/projects/{subAccountProjectId}', {
    tag,
    summary: 'Switch the monitoring of a project on or off',
    permission: 'project:update',
    input: setMonitoringInput,
    output: projectOut,
    verb: verbs.setMonitoring,
  }),
  route('DELETE', '/sub-accounts/{subAccountId}/projects/{subAccountProjectId}', {
    tag,
    summary: 'Remove a project and detach what AirGate attached in it',
    permission: 'project:update',
    input: projectRef,
    output: projectOut,
    verb: verbs.removeProject,
    external: true,
  }),
];
