import { route } from '#server/core/rest.ts';
import {
  checkOut,
  checkPage,
  checkRef,
  listChecksInput,
  listSpendingInput,
  spendingBreakdownInput,
  spendingBreakdownOut,
  spendingDaysInput,
  spendingDaysOut,
  spendingPage,
  spendingSummaryInput,
  spendingSummaryOut,
  spendingTrendInput,
  spendingTrendOut,
  startCheckInput,
  subAccountSpendingInput,
  subAccountSpendingOut,
} from './schema.ts';
import { spendingBreakdown } from './service/breakdown.ts';
import { getCheck, listChecks, startCheck } from './service/checks.ts';
import { listSpending } from './service/list.ts';
import { subAccountSpending } from './service/sub-account.ts';
import { spendingSummary } from './service/summary.ts';
import { spendingDays, spendingTrend } from './service/trend.ts';

const tag = 'Spending';

export const spendingRest = [
  route('GET', '/spending', {
    tag,
    summary: 'List spending, as records or added up',
    permission: 'spending:read',
    input: listSpendingInput,
    output: spendingPage,
    verb: listSpending,
  }),
  route('GET', '/spending/breakdown', {
    tag,
    summary: 'Get spending by product, project, sub-account or cloud account, beside other days',
    permission: 'spending:read',
    input: spendingBreakdownInput,
    output: spendingBreakdownOut,
    verb: spendingBreakdown,
  }),
  route('GET', '/spending/trend', {
    tag,
    summary: 'Get spending by day, split by its largest names',
    permission: 'spending:read',
    input: spendingTrendInput,
    output: spendingTrendOut,
    verb: spendingTrend,
  }),
  route('GET', '/spending/days', {
    tag,
    summary: "Get spending by day with each day's largest projects",
    permission: 'spending:read',
    input: spendingDaysInput,
    output: spendingDaysOut,
    verb: spendingDays,
  }),
  route('GET', '/spending/summary', {
    tag,
    summary: 'Get this month beside the last, by day, product and project, with freshness',
    permission: 'spending:read',
    input: spendingSummaryInput,
    output: spendingSummaryOut,
    verb: spendingSummary,
  }),
  route('GET', '/sub-accounts/{subAccountId}/spending', {
    tag,
    summary: "Get a sub-account's spending by project, product and day",
    permission: 'spending:read',
    input: subAccountSpendingInput,
    output: subAccountSpendingOut,
    verb: subAccountSpending,
  }),
  route('POST', '/spending-checks', {
    tag,
    summary: 'Start a spending check of a cloud account',
    permission: 'spending:check',
    input: startCheckInput,
    output: checkOut,
    verb: startCheck,
    status: 202,
  }),
  route('GET', '/spending-checks', {
    tag,
    summary: 'List spending checks, newest first',
    permission: 'spending:read',
    input: listChecksInput,
    output: checkPage,
    verb: listChecks,
  }),
  route('GET', '/spending-checks/{checkId}', {
    tag,
    summary: 'Get a spending check and its progress',
    permission: 'spending:read',
    input: checkRef,
    output: checkOut,
    verb: getCheck,
  }),
];
