/** From bill rows to records: exact sums per day, project and product, rounded once at the end. */
import { AppError } from '#lib/errors.ts';
import { MAX_AMOUNT, type Nanos, roundAmount } from '#lib/money.ts';
import type { BillRow } from '#server/clouds/provider.ts';

/** `amountRaw` is the exact decimal sum, `amount` the same in nanos. */
export type Aggregate = {
  day: string;
  project: string;
  product: string;
  amount: Nanos;
  amountRaw: string;
  rows: number;
};

/** Decimals that are kept while adding; a cloud sends ten. */
const SCALE = 18;

type Sum = { day: string; project: string; product: string; total: bigint; rows: number };

/**
 * Adds bill rows up. Throws `bill_currency` when a row is not in the expected currency, and `bill_unreadable` rather than
 * pass over an amount that it cannot take exactly.
 */
export function billSums(currency: string) {
  const sums = new Map<string, Sum>();
  return {
    add(rows: readonly BillRow[]): void {
      for (const row of rows) {
        if (row.currency !== currency) {
          throw new AppError('precondition_failed', 'bill_currency', {
            params: { actual: row.currency, expected: currency },
          });
        }
        const key = JSON.stringify([row.day, row.project, row.product]);
        const known = sums.get(key);
        const amount = exact(row.amount);
        if (known) {
          known.total += amount;
          known.rows += 1;
        } else {
          sums.set(key, { day: row.day, project: row.project, product: row.product, total: amount, rows: 1 });
        }
      }
    },
    result(): Aggregate[] {
      return [...sums.values()].map(({ total, ...sum }) => {
        const amountRaw = decimal(total);
        const amount = roundAmount(amountRaw);
        if (amount > MAX_AMOUNT || amount < -MAX_AMOUNT) throw unreadable(amountRaw);
        return { ...sum, amount, amountRaw };
      });
    },
  };
}

function exact(text: string): bigint {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const fraction = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > SCALE) throw unreadable(text);
  const magnitude = BigInt(`${match[2]}${fraction.padEnd(SCALE, '0')}`);
  return match[1] === '-' ? -magnitude : magnitude;
}

/** The shortest exact decimal. */
function decimal(value: bigint): string {
  const magnitude = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const fraction = magnitude.slice(-SCALE).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${magnitude.slice(0, -SCALE)}${fraction ? `.${fraction}` : ''}`;
}

function unreadable(text: string): AppError {
  return new AppError('upstream_failed', 'bill_unreadable', { params: { text: text.slice(0, 60) } });
}
