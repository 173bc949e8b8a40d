import { mutation, query, router } from '#server/core/trpc.ts';
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

export const spendingRouter = router({
  list: query(listSpendingInput, spendingPage, listSpending),
  breakdown: query(spendingBreakdownInput, spendingBreakdownOut, spendingBreakdown),
  trend: query(spendingTrendInput, spendingTrendOut, spendingTrend),
  days: query(spendingDaysInput, spendingDaysOut, spendingDays),
  summary: query(spendingSummaryInput, spendingSummaryOut, spendingSummary),
  ofSubAccount: query(subAccountSpendingInput, subAccountSpendingOut, subAccountSpending),
  startCheck: mutation(startCheckInput, checkOut, startCheck),
  check: query(checkRef, checkOut, getCheck),
  checks: query(listChecksInput, checkPage, listChecks),
});
