import { platformMutation, platformQuery, router } from '#server/core/trpc.ts';
import {
  createdTenantOut,
  createTenantInput,
  deleteAnyTenantInput,
  deletionOut,
  listPurgedInput,
  listTenantsInput,
  purgedPage,
  tenantOut,
  tenantPage,
  tenantRefInput,
} from '#server/tenants/schema.ts';
import * as lifecycle from '#server/tenants/service/lifecycle.ts';
import { listPurged } from '#server/tenants/service/purge.ts';
import * as tenants from '#server/tenants/service.ts';
import { listUsersInput, personPage, personRow, setDisabledInput, userRef } from '#server/users/schema.ts';
import * as people from '#server/users/service/people.ts';
import {
  deadDeliveryPage,
  deadDeliveryRef,
  getHealthHistoryInput,
  getJobsInput,
  getSystemHealthInput,
  healthHistoryOut,
  healthOut,
  jobsOut,
  listDeadDeliveriesInput,
  listRunsInput,
  resentOut,
  runChangeOut,
  runOut,
  runPage,
  runRef,
} from './schema.ts';
import * as deadLetters from './service/dead-letters.ts';
import * as history from './service/history.ts';
import * as runs from './service/runs.ts';

export const platformRouter = router({
  health: platformQuery(getSystemHealthInput, healthOut, history.getSystemHealth),
  healthHistory: platformQuery(getHealthHistoryInput, healthHistoryOut, history.getHealthHistory),
  jobs: platformQuery(getJobsInput, jobsOut, runs.getJobs),
  runs: platformQuery(listRunsInput, runPage, runs.listRuns),
  run: platformQuery(runRef, runOut, runs.getRun),
  retryRun: platformMutation(runRef, runChangeOut, runs.retryRun),
  cancelRun: platformMutation(runRef, runChangeOut, runs.cancelRun),
  deadDeliveries: platformQuery(listDeadDeliveriesInput, deadDeliveryPage, deadLetters.listDeadDeliveries),
  resendDelivery: platformMutation(deadDeliveryRef, resentOut, deadLetters.resendDeadDelivery),
  tenants: platformQuery(listTenantsInput, tenantPage, tenants.listTenants),
  createTenant: platformMutation(createTenantInput, createdTenantOut, tenants.createTenant),
  suspendTenant: platformMutation(tenantRefInput, tenantOut, tenants.suspendTenant),
  reactivateTenant: platformMutation(tenantRefInput, tenantOut, tenants.reactivateTenant),
  previewTenantDeletion: platformQuery(tenantRefInput, deletionOut, lifecycle.previewAnyDeletion),
  deleteTenant: platformMutation(deleteAnyTenantInput, tenantOut, lifecycle.deleteAnyTenant),
  restoreTenant: platformMutation(tenantRefInput, tenantOut, lifecycle.restoreAnyTenant),
  purgedTenants: platformQuery(listPurgedInput, purgedPage, listPurged),
  users: platformQuery(listUsersInput, personPage, people.listUsers),
  takeSecondFactor: platformMutation(userRef, personRow, people.takeSecondFactor),
  setUserDisabled: platformMutation(setDisabledInput, personRow, people.setDisabled),
});
