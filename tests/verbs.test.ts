import { describe, expect, test } from 'vitest';
import { uncheckedVerbs } from './verbs.ts';

const FILE = 'server/things/service.ts';
const head = "import { nameOf } from '#server/names/service.ts';\nimport { plain } from './policy.ts';\n";

describe('a verb counts as checked', () => {
  test.each([
    [
      'when it asks for access',
      "export async function a(ctx: Ctx) {\n  return access(ctx, 'thing:read', (db) => db);\n}",
    ],
    [
      'as an arrow function',
      "export const a = (ctx: Ctx) =>\n  platformAccess(ctx, 'platform:read', (db) => db);",
    ],
    [
      'when another verb of the file asks for it',
      "export async function a(ctx: Ctx) {\n  return b(ctx);\n}\nasync function b(ctx: Ctx) {\n  return access(ctx, 'x:y', f);\n}",
    ],
    [
      'when a verb of another service does the work',
      'export async function a(ctx: Ctx) {\n  return nameOf(within(ctx, db));\n}',
    ],
    [
      'when it works on a handle that it is given',
      'export async function a(ctx: Ctx, db: Db) {\n  return db.thing.count();\n}',
    ],
    ['when it is not for others', 'async function a(ctx: Ctx) {\n  return 1;\n}'],
  ])('%s', (_, source) => {
    expect(uncheckedVerbs(FILE, head + source)).toEqual([]);
  });
});

describe('a verb counts as unchecked', () => {
  test.each([
    ['when it asks for nothing', 'export async function a(ctx: Ctx) {\n  return 1;\n}'],
    [
      'when only its neighbour asks',
      "export async function a(ctx: Ctx) {\n  return 1;\n}\nexport async function b(ctx: Ctx) {\n  return access(ctx, 'x:y', f);\n}",
    ],
    ['when what it calls is no verb', 'export async function a(ctx: Ctx) {\n  return plain(ctx);\n}'],
    ['when it only calls itself', 'export async function a(ctx: Ctx) {\n  return a(ctx);\n}'],
  ])('%s', (_, source) => {
    expect(uncheckedVerbs(FILE, head + source)).toEqual(['a']);
  });
});
