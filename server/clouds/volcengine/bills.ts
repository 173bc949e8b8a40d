/** The bill, swept page by page, and the balance. Amounts stay the text that the cloud sent. */
import { z } from 'zod';
import type { BillRow, BillSlice, Cloud } from '#server/clouds/provider.ts';
import { type Action, actions } from './actions.ts';
import { unexpectedAnswer } from './answer.ts';
import type { OpenApi } from './client.ts';
import { text } from './fields.ts';
import { sweep } from './paging.ts';

export const billPageSize = 300;

const amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/));

/** The bill writes `-` where it knows no project. `default` is a project's real name and stays. */
const projectName = text.transform((name) => (name === '-' ? '' : name));

const row = z.object({
  ExpenseDate: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  Project: projectName,
  Product: text,
  ProductZh: text,
  PayableAmount: amount,
  Currency: z.string().min(1),
});

/**
 * A correction may carry a day outside the month whose bill it is on. It counts in that bill, so it goes to the
 * nearest day of the slice: the totals of a slice always are what the cloud charged in it.
 */
function dayWithin(slice: BillSlice, day: string): string {
  if (day.startsWith(slice.month)) return day;
  if (day < slice.month) return `${slice.month}-01`;
  const [year = 0, month = 0] = slice.month.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** One day was asked for; a row of another day means that the cloud did not filter, and the slice would be too large. */
function dayOf(slice: BillSlice, day: string, requestId: string): string {
  if (!slice.day) return dayWithin(slice, day);
  if (day === slice.day) return day;
  throw unexpectedAnswer(billAction(slice), `a row of ${day} in the bill of ${slice.day}`, { requestId });
}

function billAction(slice: BillSlice): Action {
  return slice.source === 'split' ? actions.listSplitBillDetail : actions.listBillDetail;
}

/** By day and by charge item: the finest grouping that names a project. */
function billParams(slice: BillSlice, offset: number) {
  return {
    BillPeriod: slice.month,
    GroupPeriod: 1,
    ...(slice.source === 'detail' ? { GroupTerm: 0 } : {}),
    ...(slice.day ? { ExpenseDate: slice.day } : {}),
    IgnoreZero: 1,
    NeedRecordNum: 1,
    Limit: billPageSize,
    Offset: offset,
  };
}

const balanceAnswer = z.object({ AvailableBalance: amount, Currency: text });

export function billsOf(api: OpenApi): Cloud['bills'] {
  return {
    async *read(slice) {
      const pages = sweep(api, {
        action: billAction(slice),
        params: ({ offset }) => billParams(slice, offset),
        listField: 'List',
        totalField: 'Total',
        item: row,
        changedCode: 'bill_changed',
      });
      for await (const { items, total, page, requestId } of pages) {
        const rows = items.map(
          (each): BillRow => ({
            day: dayOf(slice, each.ExpenseDate.slice(0, 10), requestId),
            project: each.Project,
            product: each.Product || each.ProductZh,
            amount: each.PayableAmount,
            currency: each.Currency,
          }),
        );
        yield { rows, page, pages: Math.max(1, Math.ceil(total / billPageSize)), requestId };
      }
    },
    async balance() {
      const { result } = await api.call(actions.queryBalance, {}, balanceAnswer);
      // The account is kept in yuan; the answer names a currency only where it is another one.
      return { available: result.AvailableBalance, currency: result.Currency || 'CNY' };
    },
  };
}
