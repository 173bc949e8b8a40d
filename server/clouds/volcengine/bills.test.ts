import { expect, test } from 'vitest';
import type { BillPage, BillSlice } from '#server/clouds/provider.ts';
import { billsOf } from './bills.ts';
import { client, failure, ok, type Received, type Reply, serve } from './test-server.ts';

const slice: BillSlice = { source: 'split', month: '2026-10', day: '2026-10-07' };

function row(index: number, change: Record<string, unknown> = {}) {
  return {
    SplitBillDetailId: `row-${index}`,
    ExpenseDate: '2026-10-07',
    Project: 'alpha',
    Product: 'ark_bd',
    PayableAmount: `${index}.1000000001`,
    Currency: 'CNY',
    ...change,
  };
}
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, each) => row(from + each));
const page = (list: unknown, total: unknown): Reply => ok({ List: list, Total: total });

async function read(answer: (request: Received, index: number) => Reply, what: BillSlice = slice) {
  const { received, baseUrl } = await serve(answer);
  const bills = billsOf(client(baseUrl));
  const pages: BillPage[] = [];
  const done = (async () => {
    for await (const each of bills.read(what)) pages.push(each);
    return pages;
  })();
  return { received, done };
}

test('a slice is read to its stated total, each page from where the last one ended', async () => {
  const { received, done } = await read((_request, index) =>
    page(rows(index * 300, Math.min(700, index * 300 + 300)), 700),
  );
  const pages = await done;
  expect(pages.map((each) => [each.page, each.pages, each.rows.length])).toEqual([
    [1, 3, 300],
    [2, 3, 300],
    [3, 3, 100],
  ]);
  expect(received.map((each) => JSON.parse(each.body).Offset)).toEqual([0, 300, 600]);
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    BillPeriod: '2026-10',
    ExpenseDate: '2026-10-07',
    GroupPeriod: 1,
    Limit: 300,
    NeedRecordNum: 1,
  });
  expect(pages[0]?.rows[3]?.amount).toBe('3.1000000001');
});

test('an empty slice is one empty page', async () => {
  const { done } = await read(() => page(null, 0));
  expect(await done).toMatchObject([{ rows: [], page: 1, pages: 1, requestId: 'req-ok' }]);
});

test.each<[string, (index: number) => Reply]>([
  ['ends early', (index) => (index === 0 ? page(rows(0, 300), 400) : page([], 400))],
  ['repeats itself', () => page(rows(0, 300), 900)],
  // Both would add up at their end, to a bill that never was.
  ['grows while it is read', (index) => page(rows(index * 300, index * 300 + 300), index === 0 ? 400 : 600)],
  ['shrinks while it is read', (index) => page(rows(index * 300, index * 200 + 300), 600 - index * 100)],
  ['holds more than it says', () => page(rows(0, 300), 299)],
])('a bill that %s has to be read again', async (_name, answer) => {
  const { done } = await read((_request, index) => answer(index));
  expect(await failure(done)).toMatchObject({ kind: 'transient', code: 'bill_changed' });
});

test.each<[string, Reply]>([
  ['no total', page(rows(0, 1), -1)],
  ['no list', ok({ Total: 1 })],
  ['an amount that is no decimal', page([row(0, { PayableAmount: '1,5' })], 1)],
  ['no amount', page([row(0, { PayableAmount: undefined })], 1)],
  ['no currency', page([row(0, { Currency: '' })], 1)],
  ['no day', page([row(0, { ExpenseDate: '' })], 1)],
  ['another day than asked for', page([row(0, { ExpenseDate: '2026-10-08' })], 1)],
])('a bill with %s is refused, never counted as nothing', async (_name, reply) => {
  const { done } = await read(() => reply);
  expect(await failure(done)).toMatchObject({ kind: 'unknown', code: 'unexpected_answer' });
});

test('a project the bill does not name is empty, and the project named default stays', async () => {
  const projects = ['-', '', undefined, 'default', 'α β'];
  const { done } = await read(() =>
    page(
      projects.map((Project, each) => row(each, { Project })),
      5,
    ),
  );
  expect((await done)[0]?.rows.map((each) => each.project)).toEqual(['', '', '', 'default', 'α β']);
});

test('refunds, numbers and amounts of ten decimals come through digit by digit', async () => {
  const sent = ['"-12.0000000001"', '"0.10"', '7', '0.12345678901'];
  const fields = '"ExpenseDate":"2026-10-07","Product":"ark_bd","Currency":"CNY"';
  const list = sent.map((amount) => `{${fields},"PayableAmount":${amount}}`).join(',');
  const body = `{"ResponseMetadata":{"RequestId":"r"},"Result":{"Total":4,"List":[${list}]}}`;
  const { done } = await read(() => ({ body }));
  expect((await done)[0]?.rows.map((each) => each.amount)).toEqual([
    '-12.0000000001',
    '0.10',
    '7',
    '0.12345678901',
  ]);
});

test('in the bill of a month, a correction of another month counts on the nearest day', async () => {
  const days = ['2026-10-07', '2026-09-30', '2026-11-02'];
  const { received, done } = await read(
    () =>
      page(
        days.map((ExpenseDate, each) => row(each, { ExpenseDate })),
        3,
      ),
    { source: 'detail', month: '2026-10' },
  );
  expect((await done)[0]?.rows.map((each) => each.day)).toEqual(['2026-10-07', '2026-10-01', '2026-10-31']);
  expect(received[0]?.action).toBe('ListBillDetail');
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ GroupTerm: 0, GroupPeriod: 1 });
});

test('every call of a sweep waits for its turn at the billing limit', async () => {
  const { baseUrl } = await serve((_request, index) => page(rows(index * 300, index * 300 + 300), 600));
  const turns: string[] = [];
  const billing = { turn: async (action: string) => void turns.push(action) };
  for await (const _page of billsOf(client(baseUrl, { billing })).read(slice)) void _page;
  expect(turns).toEqual(['ListSplitBillDetail', 'ListSplitBillDetail']);
});
