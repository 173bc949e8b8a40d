import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import {
  advanceInput,
  advanceOut,
  causeFaultInput,
  correctBillInput,
  correctBillOut,
  createSandboxInput,
  createSandboxOut,
  faultsOut,
  rateChangeOut,
  sandboxCallsInput,
  sandboxCallsOut,
  sandboxListOut,
  sandboxOut,
  sandboxRef,
  sandboxUserInput,
  sandboxUserOut,
  setRateInput,
  spendInSandboxInput,
  spendInSandboxOut,
} from './schema.ts';
import { createSandboxAccount, listSandboxAccounts } from './service/account.ts';
import {
  advanceSandbox,
  causeFault,
  clearFaults,
  correctBill,
  setRate,
  spendInSandbox,
} from './service/act.ts';
import { getSandbox, getSandboxUser, listSandboxCalls } from './service/read.ts';

const external = { external: true };

export const sandboxRouter = router({
  create: mutation(createSandboxInput, createSandboxOut, createSandboxAccount, external),
  list: query(z.void(), sandboxListOut, listSandboxAccounts),
  get: query(sandboxRef, sandboxOut, getSandbox),
  user: query(sandboxUserInput, sandboxUserOut, getSandboxUser),
  calls: query(sandboxCallsInput, sandboxCallsOut, listSandboxCalls),
  spend: mutation(spendInSandboxInput, spendInSandboxOut, spendInSandbox, external),
  setRate: mutation(setRateInput, rateChangeOut, setRate, external),
  advance: mutation(advanceInput, advanceOut, advanceSandbox, external),
  causeFault: mutation(causeFaultInput, faultsOut, causeFault, external),
  clearFaults: mutation(sandboxRef, faultsOut, clearFaults, external),
  correctBill: mutation(correctBillInput, correctBillOut, correctBill, external),
});
