/** Spending over virtual time: which rates run, and what they spent on a day. */
import { decide } from './authorise.ts';
import { dayEnd, dayStart } from './days.ts';
import type { Account, Rate, Segment, User, World } from './model.ts';
import { serviceOfProduct } from './products.ts';

/** `gone`: no such user; `locked_out`: neither an active key nor a login; `denied`: a policy denies it. */
export type SpendingBlock = 'gone' | 'locked_out' | 'denied';

/** Why a user cannot spend on a product in a project, or null when it can. */
export function spendingBlock(
  world: World,
  account: Account,
  user: User | undefined,
  spending: { project: string; product: string },
): SpendingBlock | null {
  if (!user) return 'gone';
  const hasWayIn =
    user.login?.allowed ||
    user.keys.some((id) => world.keys.get(id)?.active) ||
    user.apiKeys.some((key) => key.active);
  if (!hasWayIn) return 'locked_out';
  const action = `${serviceOfProduct(spending.product)}:Use`;
  const decision = decide(account, user, { action, resource: '*', projects: [spending.project] });
  return decision === 'denied' ? 'denied' : null;
}

function isRunning(world: World, account: Account, rate: Rate): boolean {
  if (rate.removed) return false;
  if (rate.arkKeyId !== null && !account.arkKeys.get(rate.arkKeyId)?.active) return false;
  if (rate.endpointId !== null && !account.endpoints.get(rate.endpointId)?.running) return false;
  return rate.userId === null || !spendingBlock(world, account, account.usersById.get(rate.userId), rate);
}

/** Starts and stops the account's rates after a change at `at` (ms). */
export function refreshRates(world: World, account: Account, at: number): void {
  for (const rate of account.rates.values()) refreshRate(world, account, rate, at);
}

function refreshRate(world: World, account: Account, rate: Rate, at: number): void {
  const second = Math.floor(at / 1000);
  const open = openSegment(rate);
  const running = isRunning(world, account, rate);
  if (open && (!running || open.perHour !== rate.perHour)) open.to = second;
  if (running && !(open && open.to === null))
    rate.segments.push({ from: second, to: null, perHour: rate.perHour });
}

export function openSegment(rate: Rate): Segment | undefined {
  const last = rate.segments.at(-1);
  return last?.to === null ? last : undefined;
}

/** Amount spent between two instants (ms); whole seconds count, and what is below 1e-10 is cut off. */
export function spentBetween(segments: readonly Segment[], fromMs: number, toMs: number): bigint {
  const from = Math.floor(fromMs / 1000);
  const to = Math.floor(toMs / 1000);
  let perHourSeconds = 0n;
  for (const segment of segments) {
    const seconds = Math.min(segment.to ?? to, to) - Math.max(segment.from, from);
    if (seconds > 0) perHourSeconds += segment.perHour * BigInt(seconds);
  }
  return perHourSeconds / 3600n;
}

/** Amount of a billing day that is visible at `visibleTo` (ms); the days together are exactly what was spent. */
export const spentOnDay = (segments: readonly Segment[], day: string, visibleTo: number): bigint =>
  spentBetween(segments, 0, Math.min(dayEnd(day), visibleTo)) -
  spentBetween(segments, 0, Math.min(dayStart(day), visibleTo));
