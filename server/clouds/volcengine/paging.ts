/** Reading a list to its end, with the guards that keep a broken sweep from passing as a short list. */
import { z } from 'zod';
import { CloudError } from '#server/clouds/provider.ts';
import type { Action } from './actions.ts';
import { readAs, unexpectedAnswer } from './answer.ts';
import type { OpenApi, Params } from './client.ts';
import { sha256Hex } from './sign.ts';

type Page<T> = { items: T[]; total: number; page: number; requestId: string };

export type PagedList<T> = {
  action: Action;
  /** Parameters of one page; `offset` counts items, `page` counts from 1. */
  params: (at: { offset: number; page: number }) => Params;
  listField: string;
  /** `whole`: where the answer states no total, the list came in one piece. */
  totalField: string;
  whole?: true;
  item: z.ZodType<T>;
  /** The code of the transient error that tells the caller to read the list again from its start. */
  changedCode: string;
};

const record = z.record(z.string(), z.unknown());
const items = z.array(z.unknown());
const count = z.union([z.number().int().min(0), z.string().regex(/^\d+$/).transform(Number)]);

/**
 * Yields pages until the stated total is reached. Throws `transient` with `changedCode` when the list moved underneath:
 * the total changed, a page came twice, or the pages hold less or more than the total says.
 */
export async function* sweep<T>(api: OpenApi, list: PagedList<T>): AsyncGenerator<Page<T>> {
  const { action } = list;
  const seen = new Set<string>();
  let offset = 0;
  let expected: number | null = null;
  for (let page = 1; ; page += 1) {
    const { result, requestId } = await api.call(action, list.params({ offset, page }), record);
    const changed = (why: string) =>
      new CloudError('transient', {
        code: list.changedCode,
        message: `${action.name}: ${why}`,
        action: action.name,
        requestId,
      });
    const raw = result[list.listField];
    const stated = result[list.totalField] ?? (list.whole && Array.isArray(raw) ? raw.length : undefined);
    const total = readAs(count, stated, action, requestId);
    if (raw === undefined && total > 0) throw unexpectedAnswer(action, `no ${list.listField}`, { requestId });
    const rows = readAs(items, raw ?? [], action, requestId);
    if (expected !== null && total !== expected) {
      throw changed(`the total went from ${expected} to ${total} while it was read`);
    }
    expected = total;
    offset += rows.length;
    if (offset > total) throw changed(`${offset} entries came where ${total} were announced`);
    if (rows.length === 0 && offset < total) throw changed(`the pages end at ${offset} of ${total}`);
    const fingerprint = sha256Hex(JSON.stringify(rows));
    if (rows.length > 0 && seen.has(fingerprint)) throw changed('the same page came twice');
    seen.add(fingerprint);
    yield { items: rows.map((row) => readAs(list.item, row, action, requestId)), total, page, requestId };
    if (offset >= total) return;
  }
}

/** The whole list at once, for lists that are short by nature. */
export async function readAll<T>(api: OpenApi, list: PagedList<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of sweep(api, list)) all.push(...page.items);
  return all;
}
