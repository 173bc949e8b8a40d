/** A bill row as the billing service writes it: every value a text, amounts decimal, the list price above what is payable. */
import { formatAmount } from './amount.ts';
import type { BillQuery } from './bill-lines.ts';
import { billTime, dayEnd, dayStart, daysOfMonth, isMonth } from './days.ts';
import type { Account, BillLine } from './model.ts';
import { itemName, productName } from './products.ts';
import { mixText } from './random.ts';

const periods = new Map<string, { begin: string; end: string }>();

/** First and last second of a day or a month, as texts. */
function periodOf(dayOrMonth: string): { begin: string; end: string } {
  let period = periods.get(dayOrMonth);
  if (!period) {
    const days = isMonth(dayOrMonth) ? daysOfMonth(dayOrMonth) : [dayOrMonth];
    const [first = dayOrMonth] = days;
    const last = days.at(-1) ?? first;
    period = { begin: billTime(dayStart(first)), end: billTime(dayEnd(last) - 1000) };
    periods.set(dayOrMonth, period);
  }
  return period;
}

export function billRow(account: Account, query: BillQuery, line: BillLine): Record<string, string> {
  const rowNumber = mixText(`${line.instance}/${line.element}/${line.day}/${line.product}/${line.project}`);
  const id = `${query.month.replace('-', '')}${rowNumber.toString().padStart(10, '0')}`;
  const payable = formatAmount(line.amount);
  const listPrice = (line.amount * 5n) / 4n;
  const { begin, end } = periodOf(line.day || query.month);
  const element = itemName(line.product, line.element);
  return {
    BillPeriod: query.month,
    ExpenseDate: line.day,
    BillID: `Bill${id}`,
    BillCategory: line.amount < 0n ? '退款-按量退款' : '消费-使用',
    BillingMode: '按量计费',
    BusinessMode: '普通业务',
    SettlementType: '结算',
    OwnerID: account.id,
    OwnerUserName: account.name,
    PayerID: account.id,
    PayerUserName: account.name,
    Product: line.product,
    ProductZh: productName(line.product),
    ElementCode: line.element,
    Element: element,
    InstanceNo: line.instance,
    InstanceName: line.instance,
    Project: line.project,
    ProjectDisplayName: account.projects.get(line.project)?.displayName ?? line.project,
    Tag: '',
    Region: '华北2（北京）',
    RegionCode: 'cn-beijing',
    OriginalBillAmount: formatAmount(listPrice),
    PreferentialBillAmount: formatAmount(listPrice - line.amount),
    DiscountBillAmount: payable,
    PayableAmount: payable,
    PaidAmount: payable,
    UnpaidAmount: '0',
    Currency: account.currency,
    ...(query.source === 'detail'
      ? { BillDetailId: id, CouponAmount: '0', BeginTime: begin, EndTime: end }
      : {
          SplitBillDetailId: id,
          CouponDeductionAmount: '0',
          ExpenseTime: `${begin}~${end}`,
          SplitItemID: line.instance,
          SplitItemName: element,
          SplitItemAmount: payable,
          SplitItemRatio: '1',
        }),
  };
}
