// Files of the log: exactly what is filtered, written by the job, checked by the script of the documentation.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { allPermissions } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { createKey } from '#server/keys/service.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { request } from '#tests/procedures.ts';
import { until } from '#tests/process.ts';
import { read } from '#tests/source-files.ts';
import { listAuditInput, listExportsInput, startExportInput } from './schema.ts';
import { beginExport, dropExports, failExport, writeExportPart } from './service/export-work.ts';
import { cancelExport, getExport, listExports, readExport, startExport } from './service/exports.ts';
import { verifyAudit } from './service/verify.ts';
import { listAudit } from './service.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airgate-audit-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function makeLog(options: { now?: () => Date } = {}) {
  const team = await makeTenant(options);
  const write = (ctx: Ctx, action: string, after: object) =>
    access(ctx, 'setting:update', (db) =>
      db.audit({ action, target: { kind: 'setting', id: 'x' }, after: { ...after } }),
    );
  await write(team.as.owner, 'setting.set', { value: 1, why: '=cmd|"x", \n渲染' });
  await write(team.as.admin, 'key.create', { name: 'Portal' });
  await write(team.as.owner, 'setting.reset', { value: 2 });
  return { ...team, write };
}

/** Does what the job does, and reads the whole file. */
async function make(ctx: Ctx, job: Ctx, asked: object): Promise<{ id: string; text: string }> {
  const { id } = await startExport(ctx, startExportInput.parse(asked));
  await beginExport(job, { exportId: id });
  while ((await writeExportPart(job, { exportId: id })).more);
  return { id, text: await wholeText(ctx, id) };
}

async function wholeText(ctx: Ctx, exportId: string): Promise<string> {
  let text = '';
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const part: Awaited<ReturnType<typeof readExport>> = await readExport(ctx, {
      exportId,
      ...(cursor && { cursor }),
    });
    text += part.text;
    cursor = part.nextCursor;
  }
  return text;
}

type Line = { seq: number; previous: string; hash: string; entry: { id: string; action: string } };
const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Runs the script of docs/audit.md on a file. */
async function check(text: string): Promise<string> {
  const script = /```js\n([\s\S]*?)```/.exec(read('docs/audit.md'))?.[1] ?? '';
  const [program, file] = [join(folder, 'check.mjs'), join(folder, 'log.jsonl')];
  await writeFile(program, script);
  await writeFile(file, text);
  const { stdout } = await promisify(execFile)(process.execPath, [program, file]);
  return stdout;
}

test('JSON lines hold the chain, which the script of the documentation recomputes', async () => {
  const { as, job } = await makeLog();
  const { text } = await make(as.viewer, job, { format: 'jsonl' });
  expect(linesOf(text).map(({ seq, entry }) => [seq, entry.action])).toEqual([
    [1, 'setting.set'],
    [2, 'key.create'],
    [3, 'setting.reset'],
    [4, 'audit.export'],
  ]);
  const { head } = await verifyAudit(as.owner);
  expect(head?.seq).toBe(4n);
  expect(await check(text)).toContain(`4 rows are whole, the last is 4 with ${head?.hash}`);
  await expect(check(text.replace('Portal', 'Porter'))).rejects.toThrow('Row 2 is not whole');
  await expect(
    check(
      linesOf(text)
        .map((line) => JSON.stringify({ ...line, seq: 7 }))
        .join('\n'),
    ),
  ).rejects.toThrow();
});

test('CSV has one row an entry, with its place and hash, and no cell that a spreadsheet runs', async () => {
  const { as, job } = await makeLog();
  const { text } = await make(as.owner, job, { format: 'csv', action: 'setting.' });
  const [head, first] = text.split('\r\n');
  expect(head).toBe(
    '\uFEFFseq,at,actorKind,actorName,actorId,source,action,targetKind,targetId,requestId,before,after,id,hash,previous',
  );
  expect(first).toMatch(
    /^1,2\d{3}-[^,]+Z,user,owner of [^,]+,usr_\w+,console,setting\.set,setting,x,req_\w+,,/,
  );
  expect(first).toContain('""why"": ""=cmd|\\""x\\"", \\n渲染""');
  expect(text.trimEnd().split('\r\n')).toHaveLength(3);
});

describe('a file holds exactly what the list shows', () => {
  test.each([
    [{ actorId: 'admin' }, 1],
    [{ action: ['key.', 'setting.set'] }, 2],
    [{ text: '渲染' }, 1],
    [{ text: 'setting', targetKind: ['setting', 'key'] }, 3],
    [{ source: ['rest'] }, 0],
    [{ targetId: 'x', from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }, 3],
    [{ targetKind: 'setting', to: '2020-01-01T00:00:00Z' }, 0],
  ])('with %j', async (filter: object, count) => {
    const { as, job } = await makeLog();
    const asked = 'actorId' in filter ? { actorId: as.admin.actor.id } : filter;
    const { items } = await listAudit(
      as.owner,
      listAuditInput.parse({ ...asked, order: 'asc', targetKind: 'setting', ...asked }),
    );
    const { id, text } = await make(as.owner, job, { format: 'jsonl', targetKind: 'setting', ...asked });
    expect(linesOf(text).map(({ entry }) => entry.id)).toEqual(items.map((entry) => entry.id));
    expect(items).toHaveLength(count);
    expect(await getExport(as.viewer, { exportId: id })).toMatchObject({
      state: 'done',
      rows: BigInt(count),
    });
  });
});

test('what is tried again is written once, and what is asked for is on record', async () => {
  const { as, job } = await makeLog();
  const { id } = await make(as.owner, job, { format: 'jsonl' });
  expect(await writeExportPart(job, { exportId: id })).toEqual({ more: false });
  await beginExport(job, { exportId: id });
  expect(linesOf(await wholeText(as.owner, id))).toHaveLength(4);
  const [entry] = (await listAudit(as.owner, listAuditInput.parse({ action: 'audit.export' }))).items;
  expect(entry).toMatchObject({ target: { kind: 'audit-export', id }, after: { format: 'jsonl' } });
});

test('only who asked can cancel, nothing is left of it, and there is nothing to fetch', async () => {
  const { as, job } = await makeLog();
  const { id: exportId } = await startExport(as.viewer, { format: 'csv' });
  await expect(readExport(as.viewer, { exportId })).rejects.toMatchObject({
    reason: 'audit_export_unfinished',
  });
  await expect(cancelExport(as.owner, { exportId })).rejects.toMatchObject({
    reason: 'audit_export_of_another',
  });
  expect(await cancelExport(as.viewer, { exportId })).toMatchObject({ state: 'cancelled' });
  await beginExport(job, { exportId });
  expect(await writeExportPart(job, { exportId })).toEqual({ more: false });
  expect(await cancelExport(as.viewer, { exportId })).toMatchObject({ state: 'cancelled', rows: 0n });
  await expect(readExport(as.viewer, { exportId })).rejects.toMatchObject({
    reason: 'audit_export_unfinished',
  });
});

test('a file that failed says so', async () => {
  const { as, job } = await makeLog();
  const { id: exportId } = await startExport(as.owner, { format: 'csv' });
  await beginExport(job, { exportId });
  await failExport(job, { exportId });
  expect(await getExport(as.owner, { exportId })).toMatchObject({ state: 'failed' });
});

test('at most five are made at once', async () => {
  const { as } = await makeLog();
  for (let n = 0; n < 5; n += 1) await startExport(as.owner, { format: 'csv' });
  await expect(startExport(as.admin, { format: 'csv' })).rejects.toMatchObject({
    reason: 'audit_exports_busy',
  });
});

test('a day after it is done a file is gone, and soon after that its rows are', async () => {
  let now = new Date('2026-11-20T04:00:00Z');
  const { as, job } = await makeLog({ now: () => now });
  const { id: exportId } = await make(as.owner, job, { format: 'jsonl' });
  const list = async () => (await listExports(as.viewer, listExportsInput.parse({}))).items;
  now = new Date('2026-11-21T03:59:00Z');
  expect(await list()).toHaveLength(1);
  now = new Date('2026-11-21T04:00:00Z');
  expect(await list()).toEqual([]);
  await expect(getExport(as.owner, { exportId })).rejects.toMatchObject({ code: 'not_found' });
  expect(await dropExports({ ...platformJob(), now: () => now })).toBeGreaterThan(0);
  const rows = await access(as.owner, 'audit:read', (db) => db.auditExportPart.count());
  expect(rows).toBe(0);
});

test('members without the right and other tenants find none', async () => {
  const { as, job } = await makeLog();
  const { id: exportId } = await make(as.owner, job, { format: 'jsonl' });
  await expect(readExport(as.member, { exportId })).rejects.toMatchObject({ code: 'forbidden' });
  const other = await makeTenant();
  for (const verb of [getExport, readExport, cancelExport])
    await expect(verb(other.as.owner, { exportId })).rejects.toMatchObject({ code: 'not_found' });
});

describe('over the API, with the job at work', () => {
  let jobs: RunningJobs;
  beforeAll(async () => {
    jobs = await runJobs({ drainMs: 5_000 });
  });
  afterAll(() => jobs.stop());

  test('a file is asked for, waited for and fetched', async () => {
    const { as } = await makeLog();
    const { secret } = await createKey(as.owner, { name: 'siem', permissions: [...allPermissions] });
    const asked = await request('POST', '/audit-exports', { secret, body: { format: 'jsonl' } });
    expect(asked).toMatchObject({ status: 202, body: { state: 'waiting', requestedBy: { name: 'siem' } } });
    const path = `/audit-exports/${asked.body.id}`;
    await until(async () => (await request('GET', path, { secret })).body.state === 'done', 20);
    const { body } = await request('GET', path, { secret });
    expect(body).toMatchObject({ looked: 5, total: 5, rows: 5 });
    const content = await request<{ text: string }>('GET', `${path}/content`, { secret });
    expect(Buffer.byteLength(content.body.text)).toBe(body.bytes);
    expect(await check(content.body.text)).toContain('5 rows are whole');
    expect((await request('POST', `${path}/cancel`, { secret })).body).toMatchObject({ state: 'done' });
  }, 40_000);
});
