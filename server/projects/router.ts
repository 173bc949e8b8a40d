import { mutation, query, router } from '#server/core/trpc.ts';
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

const external = { external: true };

export const projectsRouter = router({
  list: query(listProjectsInput, projectPage, listProjects),
  ofCloud: query(listCloudProjectsInput, cloudProjectPage, listCloudProjects),
  add: mutation(addProjectInput, projectOut, verbs.addProject, external),
  remove: mutation(projectRef, projectOut, verbs.removeProject, external),
  setMonitoring: mutation(setMonitoringInput, projectOut, verbs.setMonitoring),
  setAllMonitoring: mutation(setAllMonitoringInput, setAllMonitoringOut, verbs.setAllMonitoring),
});
