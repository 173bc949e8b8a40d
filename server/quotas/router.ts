import { mutation, query, router } from '#server/core/trpc.ts';
import {
  allocateQuotaInput,
  allocationOut,
  allocationPage,
  forecastQuotasInput,
  forecastQuotasOut,
  listAllocationsInput,
  quotaOut,
  quotaOverviewInput,
  quotaOverviewOut,
  quotaRef,
} from './schema.ts';
import { forecastQuotas } from './service/forecasts.ts';
import { quotaOverview } from './service/overview.ts';
import * as verbs from './service.ts';

export const quotasRouter = router({
  allocate: mutation(allocateQuotaInput, allocationOut, verbs.allocateQuota),
  allocations: query(listAllocationsInput, allocationPage, verbs.listAllocations),
  forecasts: query(forecastQuotasInput, forecastQuotasOut, forecastQuotas),
  get: query(quotaRef, quotaOut, verbs.getQuota),
  overview: query(quotaOverviewInput, quotaOverviewOut, quotaOverview),
});
