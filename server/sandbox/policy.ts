/** What a sandbox's state says about the tenant's sub-accounts. */
import { roundAmount } from '#lib/money.ts';

type Rate = { id: string; project: string; amountPerHour: string; running: boolean; removed: boolean };

/** Amounts an hour of a set of projects: of every rate that is set, and of those that run. */
export function paceOf(rates: readonly Rate[], projects: readonly string[]) {
  let pace = 0n;
  let running = 0n;
  for (const rate of rates) {
    if (rate.removed || !projects.includes(rate.project)) continue;
    const amount = roundAmount(rate.amountPerHour);
    pace += amount;
    if (rate.running) running += amount;
  }
  return { pace, running };
}

/** Per project, what the cloud has billed beyond what was read of it; below zero where it takes something back. */
export function unreadByProject(
  billed: readonly { project: string; amount: string }[],
  read: ReadonlyMap<string, bigint>,
): Map<string, bigint> {
  const unread = new Map<string, bigint>();
  for (const { project, amount } of billed)
    unread.set(project, (unread.get(project) ?? 0n) + roundAmount(amount));
  for (const [project, total] of unread) unread.set(project, total - (read.get(project) ?? 0n));
  return unread;
}

const CENT = 10_000_000n;

/**
 * What a sub-account's quota does not know yet: spending that no check has read, and what a check that still runs has
 * read and not settled. Never below zero; less than a cent is what rounding the bill's rows leaves over.
 */
export function unsettled(unread: bigint, recorded: bigint, settled: bigint | undefined): bigint {
  const ahead = unread + (settled === undefined ? 0n : recorded - settled);
  return ahead >= CENT ? ahead : 0n;
}

/** Model products are paid for by an Ark key, so that a cut-off, which switches it off, stops the spending. */
export const isModelProduct = (product: string) => product === 'ark_bd' || product.startsWith('Doubao-');

/** A policy that takes something away: AirGate's own at a cut-off, or one like it. */
export function deniesSomething(document: string | undefined): boolean {
  if (document === undefined) return false;
  return /"Effect"\s*:\s*"Deny"/.test(document);
}
