import { mutation, query, router } from '#server/core/trpc.ts';
import {
  checkOut,
  checkPage,
  checkRef,
  listChecksInput,
  listSpendingInput,
  spendingPage,
  spendingSummaryInput,
  spendingSummaryOut,
  startCheckInput,
  subAccountSpendingInput,
  subAccountSpendingOut,
} from './schema.ts';
import { getCheck, listChecks, startCheck } from './service/checks.ts';
import { listSpending } from './service/list.ts';
import { subAccountSpending } from './service/sub-account.ts';
import { spendingSummary } from './service/summary.ts';

export const spendingRouter = router({
  list: query(listSpendingInput, spendingPage, listSpending),
  summary: query(spendingSummaryInput, spendingSummaryOut, spendingSummary),
  ofSubAccount: query(subAccountSpendingInput, subAccountSpendingOut, subAccountSpending),
  startCheck: mutation(startCheckInput, checkOut, startCheck),
  check: query(checkRef, checkOut, getCheck),
  checks: query(listChecksInput, checkPage, listChecks),
});
