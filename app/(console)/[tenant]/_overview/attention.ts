import type { z } from 'zod';
import { freshnessState } from '#components/freshness-state.ts';
import { roundAmount } from '#lib/money.ts';
import type { CloudAccountOut } from '#server/clouds/schema.ts';
import type { sagaOut } from '#server/cut-off/schema.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { spendingSummaryOut } from '#server/spending/schema.ts';

type Saga = z.output<typeof sagaOut>;
export type Summary = z.output<typeof spendingSummaryOut>;

/** What the overview knows; a part that may not be read, or is still on its way, is missing. */
export type Known = {
  now: Date;
  subAccounts: readonly SubAccountOut[];
  /** The newest cut-off or restore of those that are in the middle of one, by sub-account. */
  sagas: ReadonlyMap<string, Saga>;
  clouds: readonly CloudAccountOut[];
  summary: Summary | undefined;
};

export type Attention =
  | {
      kind: 'halfCut' | 'halfRestored' | 'cutting' | 'restoring';
      id: string;
      account: SubAccountOut;
      done: number;
      total: number;
    }
  | {
      kind: 'protectedOver' | 'over' | 'cutOffOver' | 'cutOff' | 'missing';
      id: string;
      account: SubAccountOut;
    }
  | { kind: 'many'; id: string; of: ManyKind; count: number }
  | { kind: 'failingCloud'; id: string; cloud: CloudAccountOut }
  | {
      kind: 'staleBill';
      id: string;
      cloudAccountId: string;
      name: string;
      completeThrough: string | null;
      lag: number | null;
    }
  | { kind: 'unattributed'; id: string; amount: string; thisMonth: string; currency: string };

export type AttentionKind = Attention['kind'];

/** Matters that a large tenant has by the dozen: beyond a few they are one line that leads to the list. */
const manyKinds = ['protectedOver', 'over', 'cutOffOver', 'cutOff', 'missing'] as const;
export type ManyKind = (typeof manyKinds)[number];
const FEW = 3;

/** From what cannot wait to what is only worth knowing. */
const order: readonly Exclude<AttentionKind, 'many'>[] = [
  'halfCut',
  'halfRestored',
  'failingCloud',
  'protectedOver',
  'over',
  'missing',
  'cutting',
  'restoring',
  'staleBill',
  'cutOffOver',
  'cutOff',
  'unattributed',
];

/** Everything that waits for a person, the most pressing first. */
export function findAttention(known: Known): Attention[] {
  const found = [
    ...known.subAccounts.flatMap((account) => ofSubAccount(account, known.sagas.get(account.id)) ?? []),
    ...known.clouds.flatMap((cloud): Attention[] =>
      cloud.status === 'failing' ? [{ kind: 'failingCloud', id: `failing ${cloud.id}`, cloud }] : [],
    ),
    ...(known.summary ? ofSummary(known.summary, known.now) : []),
  ];
  const rank = (one: Attention) => order.indexOf(one.kind === 'many' ? one.of : one.kind);
  return gathered(found).toSorted((a, b) => rank(a) - rank(b));
}

function gathered(found: readonly Attention[]): Attention[] {
  const many = manyKinds.flatMap((of): Attention[] => {
    const count = found.filter(({ kind }) => kind === of).length;
    return count > FEW ? [{ kind: 'many', id: `many ${of}`, of, count }] : [];
  });
  const inMany = (one: Attention) => many.some((group) => group.kind === 'many' && group.of === one.kind);
  return [...many, ...found.filter((one) => !inMany(one))];
}

const isOver = ({ quota }: SubAccountOut) => quota !== null && quota.shareBp >= 10_000;

function ofSubAccount(account: SubAccountOut, saga: Saga | undefined): Attention | null {
  const id = account.id;
  switch (account.status) {
    case 'missing':
      return { kind: 'missing', id, account };
    case 'cut_off':
      return { kind: isOver(account) ? 'cutOffOver' : 'cutOff', id, account };
    case 'cutting_off':
    case 'restoring': {
      const done = saga?.steps.filter((step) => step.state === 'done').length ?? 0;
      const total = saga?.steps.length ?? 0;
      const cutting = account.status === 'cutting_off';
      const failed = saga?.state === 'failed';
      const kind = cutting ? (failed ? 'halfCut' : 'cutting') : failed ? 'halfRestored' : 'restoring';
      return { kind, id, account, done, total };
    }
    default:
      if (!isOver(account)) return null;
      return { kind: account.protected ? 'protectedOver' : 'over', id, account };
  }
}

function ofSummary(summary: Summary, now: Date): Attention[] {
  const stale = summary.cloudAccounts.flatMap(({ cloudAccountId, name, freshness }): Attention[] => {
    const { completeThrough } = freshness;
    const { state, lag } = freshnessState({ completeThrough, now });
    return state === 'stale'
      ? [{ kind: 'staleBill', id: `stale ${cloudAccountId}`, cloudAccountId, name, completeThrough, lag }]
      : [];
  });
  const { total: amount } = summary.unattributed;
  const { thisMonth, currency } = summary;
  const lost: Attention[] =
    roundAmount(amount) > 0n
      ? [{ kind: 'unattributed', id: 'unattributed', amount, thisMonth, currency }]
      : [];
  return [...stale, ...lost];
}
