/** Service `billing`, version 2022-01-01. */

import type { Call } from './action.ts';
import { action } from './action.ts';
import { formatAmount, formatBalance } from './amount.ts';
import { type BillQuery, type BillSource, listLines } from './bill-lines.ts';
import { billRow } from './bill-row.ts';
import { dayOf, isDay, isMonth, monthOf } from './days.ts';
import { refuse } from './errors.ts';
import { productName } from './products.ts';
import { spentBetween } from './rates.ts';

const MONTHS_BACK = 24;

const listParams = {
  BillPeriod: 'text!',
  Limit: 'int!',
  Offset: 'int',
  GroupPeriod: 'int',
  GroupTerm: 'int',
  ExpenseDate: 'text',
  NeedRecordNum: 'int',
  IgnoreZero: 'int',
  Project: 'texts',
  Product: 'texts',
} as const;

const invalid = (message: string): never => refuse('InvalidParameter', message);

function checkMonth(month: string, now: number): string {
  if (!isMonth(month)) invalid('BillPeriod must be a month like 2026-03.');
  const [year = 0, number = 0] = monthOf(dayOf(now)).split('-').map(Number);
  const [askedYear = 0, askedNumber = 0] = month.split('-').map(Number);
  if ((year - askedYear) * 12 + number - askedNumber > MONTHS_BACK)
    invalid(`BillPeriod may be at most ${MONTHS_BACK} months back.`);
  return month;
}

const listBill = (source: BillSource) =>
  action(
    listParams,
    (params, call) => {
      const {
        Limit: limit,
        Offset: offset = 0,
        GroupPeriod: groupPeriod = 0,
        GroupTerm: groupTerm = 0,
      } = params;
      const month = checkMonth(params.BillPeriod, call.now);
      const day = params.ExpenseDate || null;
      if (limit < 1 || limit > 300) invalid('Limit must be between 1 and 300.');
      if (offset < 0) invalid('Offset must not be negative.');
      if (![0, 1, 2].includes(groupPeriod)) invalid('GroupPeriod must be 0, 1 or 2.');
      if (![0, 1, 2, 3].includes(groupTerm)) invalid('GroupTerm must be 0, 1, 2 or 3.');
      if (day !== null && (!isDay(day) || monthOf(day) !== month))
        invalid('ExpenseDate must be a day of BillPeriod.');
      if (day !== null && groupPeriod === 0) invalid('ExpenseDate needs GroupPeriod 1 or 2.');
      const ignoreZero = params.IgnoreZero === 1;
      const { Project: projects, Product: products } = params;
      const query: BillQuery = { source, month, day, groupPeriod, groupTerm, projects, products, ignoreZero };
      const lines = listLines(call.account, call.store.world.config, query, call.now);
      const rows = lines.slice(offset, offset + limit).map((line) => billRow(call.account, query, line));
      return {
        List: rows,
        Total: params.NeedRecordNum === 1 ? lines.length : -1,
        Limit: limit,
        Offset: offset,
      };
    },
    { post: true },
  );

function overview(month: string, call: Call): Record<string, string>[] {
  const query: BillQuery = {
    source: 'detail',
    month,
    day: null,
    groupPeriod: 0,
    groupTerm: 2,
    projects: [],
    products: [],
    ignoreZero: false,
  };
  return listLines(call.account, call.store.world.config, query, call.now).map((line) => ({
    BillPeriod: month,
    BillCategoryParent: '消费',
    OwnerID: call.account.id,
    PayerID: call.account.id,
    Product: line.product,
    ProductZh: productName(line.product),
    BillingMode: '按量计费',
    PayableAmount: formatAmount(line.amount),
    DiscountBillAmount: formatAmount(line.amount),
    PaidAmount: formatAmount(line.amount),
    UnpaidAmount: '0',
    CouponAmount: '0',
    RoundBillAmount: '0',
    Currency: call.account.currency,
  }));
}

export const billingActions = {
  ListBillDetail: listBill('detail'),
  ListSplitBillDetail: listBill('split'),
  ListBillOverviewByProd: action(
    { BillPeriod: 'text!' },
    ({ BillPeriod }, call) => {
      const rows = overview(checkMonth(BillPeriod, call.now), call);
      return { List: rows, Total: rows.length, Limit: rows.length, Offset: 0 };
    },
    { post: true },
  ),
  QueryBalanceAcct: action({}, (_, { account, now }) => {
    let spent = account.bookedTotal;
    for (const rate of account.rates.values()) spent += spentBetween(rate.segments, account.createdAt, now);
    const left = account.balance - spent;
    return {
      AccountID: Number(account.id),
      AvailableBalance: formatBalance(left),
      CashBalance: formatBalance(left > 0n ? left : 0n),
      ArrearsBalance: formatBalance(left < 0n ? -left : 0n),
      CreditLimit: '0.00',
      FreezeAmount: '0.00',
    };
  }),
};
