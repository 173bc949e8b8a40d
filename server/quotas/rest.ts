import { route } from '#server/core/rest.ts';
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

const tag = 'Quotas';

export const quotasRest = [
  route('POST', '/sub-accounts/{subAccountId}/allocations', {
    tag,
    summary: 'Allocate quota, or deduct it with a negative amount',
    permission: 'quota:allocate',
    input: allocateQuotaInput,
    output: allocationOut,
    verb: verbs.allocateQuota,
    status: 201,
  }),
  route('GET', '/sub-accounts/{subAccountId}/allocations', {
    tag,
    summary: 'List allocations and deductions, newest first',
    permission: 'quota:read',
    input: listAllocationsInput,
    output: allocationPage,
    verb: verbs.listAllocations,
  }),
  route('GET', '/sub-accounts/{subAccountId}/quota', {
    tag,
    summary: 'Get a quota with its steps, burn rate, forecast and freshness',
    permission: 'quota:read',
    input: quotaRef,
    output: quotaOut,
    verb: verbs.getQuota,
  }),
  route('GET', '/quotas/forecasts', {
    tag,
    summary: 'Get when the quotas of up to 200 sub-accounts run out',
    permission: 'quota:read',
    input: forecastQuotasInput,
    output: forecastQuotasOut,
    verb: forecastQuotas,
  }),
  route('GET', '/quotas/overview', {
    tag,
    summary: 'Get the sums of all quotas and which run out next',
    permission: 'quota:read',
    input: quotaOverviewInput,
    output: quotaOverviewOut,
    verb: quotaOverview,
  }),
];
