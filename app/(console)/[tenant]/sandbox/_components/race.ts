import { formatAmount, roundAmount } from '#lib/money.ts';
import type { SandboxOut } from '#server/sandbox/schema.ts';

export type SandboxAccount = SandboxOut['accounts'][number];

const HOUR = 3_600n;
const CENT = 10_000_000n;
/** Whoever could spend its whole quota within a day is worth watching by the second. */
const RACING_HOURS = 24n;
/** How long another round lasts. */
const ROUND_SECONDS = 90n;

type Money = Pick<SandboxAccount, 'quota' | 'unread' | 'pace' | 'running'>;

/** The sub-account that gets through its quota fastest, cut off or not; null when nobody hurries. */
export function racerOf(accounts: readonly SandboxAccount[]): SandboxAccount | null {
  let best: SandboxAccount | null = null;
  for (const account of accounts) {
    if (!account.quota || account.protected) continue;
    const [granted, pace] = [roundAmount(account.quota.granted), roundAmount(account.pace)];
    if (granted <= 0n || pace * RACING_HOURS < granted) continue;
    if (!best || isFaster(account, best)) best = account;
  }
  return best;
}

/** Whom the control panel is about: whoever was picked, or else whoever hurries most. */
export function accountShown(
  accounts: readonly SandboxAccount[],
  picked: unknown,
): SandboxAccount | undefined {
  return accounts.find(({ subAccountId }) => subAccountId === picked) ?? racerOf(accounts) ?? accounts[0];
}

function isFaster(a: Money, b: Money): boolean {
  const granted = (of: Money) => roundAmount(of.quota?.granted ?? '0');
  return roundAmount(a.pace) * granted(b) > roundAmount(b.pace) * granted(a);
}

/**
 * Where it stands some seconds after the sandbox was looked at: what the cloud has billed beyond what a check has read,
 * and how many seconds are left to the limit at its pace; null when it spends nothing, 0 once it is past.
 */
export function standingAfter(account: Money, seconds: number): { unread: string; left: number | null } {
  const running = roundAmount(account.running);
  const since = (running * BigInt(Math.round(seconds * 1_000))) / (HOUR * 1_000n);
  const unread = roundAmount(account.unread) + since;
  const { quota } = account;
  if (!quota || running <= 0n) return { unread: formatAmount(unread), left: null };
  const rest = roundAmount(quota.granted) - roundAmount(quota.spent) - unread;
  return { unread: formatAmount(unread), left: rest <= 0n ? 0 : Number((rest * HOUR) / running) };
}

/** Quota for another round: what it is past the limit by, and what it spends until it is there again. */
export function amountForRound({ quota, unread, pace }: Money): string {
  const rest = quota
    ? roundAmount(quota.granted) - roundAmount(quota.spent) - roundAmount(unread)
    : -roundAmount(unread);
  const over = rest < 0n ? -rest : 0n;
  const round = (roundAmount(pace) * ROUND_SECONDS) / HOUR;
  return formatAmount(((over + round + CENT - 1n) / CENT) * CENT);
}

/** What went past the quota, read or not; null when nothing did. */
export function overshootOf({ quota, unread }: Money): string | null {
  if (!quota) return null;
  const over = roundAmount(quota.spent) + roundAmount(unread) - roundAmount(quota.granted);
  return over > 0n ? formatAmount(over) : null;
}

/** A pace made ten times what it is, or a tenth of it, to the cent. */
export function scaled(amountPerHour: string, by: 'faster' | 'slower'): string {
  const amount = roundAmount(amountPerHour);
  const next = by === 'faster' ? amount * 10n : amount / 10n;
  const cents = next / CENT;
  return formatAmount((cents > 0n ? cents : 1n) * CENT);
}

/** For a QuotaBar: nothing to draw is nothing to explain either. */
export function hatchedPart(unread: string): { estimated?: string } {
  return roundAmount(unread) > 0n ? { estimated: unread } : {};
}
