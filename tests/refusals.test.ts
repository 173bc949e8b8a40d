// Every refusal that the API's document names is produced here, over the door, and is answered as the document says.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ErrorCode, errorCodes } from '#lib/errors.ts';
import words from '#lib/i18n/en/errors.json' with { type: 'json' };
import { findRefusals } from '#scripts/refusals-found.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import { refusalsOf } from '#server/core/openapi-problems.ts';
import { restHandler, route } from '#server/core/rest.ts';
import found from '#server/refusals.json' with { type: 'json' };
import { routes } from '#server/rest.ts';
import { makeOutside, type Outside } from './full-world.ts';
import { readDocument } from './fuzz/document.ts';
import { cloudCases } from './refusals/cloud-cases.ts';
import { doorCases } from './refusals/door-cases.ts';
import { newerCases } from './refusals/newer-cases.ts';
import { peopleCases } from './refusals/people-cases.ts';
import { makeWorld, type World } from './refusals/world.ts';
import { filesMatching, isTest, read } from './source-files.ts';

const outside: Outside = await makeOutside();
const { faultOf, operationAt } = readDocument(
  JSON.parse(JSON.stringify(openApiDocument(routes, 'https://airgate.acme.com'))),
);
let world: World;
beforeAll(async () => {
  world = await makeWorld(outside);
}, 60_000);
afterAll(() => outside.close());

const cases = [...doorCases, ...peopleCases, ...cloudCases, ...newerCases];

describe('an endpoint refuses as documented:', () => {
  test.each(cases.map((each) => [`${errorCodes[each.code].status} ${each.reason}`, each] as const))(
    '%s',
    async (_, { code, reason, ask }) => {
      const { status, headers, body } = await ask(world);
      await world.calm();
      expect({ status, ...body }).toMatchObject({ status: errorCodes[code].status, code, reason });
      const { method, path } = world.last;
      const type = headers.get('content-type') ?? '';
      const answer = { status, type, headers: Object.fromEntries(headers), text: JSON.stringify(body) };
      expect(faultOf(operationAt(method, path), answer)).toBeNull();
    },
    60_000,
  );
});

describe('an endpoint that nobody has', () => {
  const tenantRoute = (fail: () => Error) =>
    restHandler([
      route('GET', '/tenant', {
        tag: 'Tenant',
        summary: 'Fails',
        permission: 'tenant:read',
        input: z.strictObject({}),
        output: z.object({}),
        verb: async () => {
          throw fail();
        },
      }),
    ]);
  const unique = () => Object.assign(new Error('Unique constraint failed'), { code: 'P2002' });
  const failures: [ErrorCode, string, () => Error][] = [
    ['internal', 'internal', () => new Error('SELECT secret FROM tenant')],
    ['conflict', 'taken_meanwhile', unique],
  ];
  test.each(failures)(
    'answers %s with the reason %s, and not with what went wrong',
    async (code, reason, fail) => {
      const headers = { authorization: `Bearer ${world.full.secret}` };
      const answer = await tenantRoute(fail)(new Request('http://localhost/api/v1/tenant', { headers }));
      const text = await answer.text();
      expect(answer.status).toBe(errorCodes[code].status);
      expect(JSON.parse(text)).toMatchObject({ code, reason });
      expect(text).not.toMatch(/SELECT|constraint/);
    },
  );
});

test('every reason of the document is produced above, and nothing else', () => {
  const documented = routes.flatMap((each) =>
    Object.entries(refusalsOf(each)).flatMap(([code, reasons]) =>
      reasons.map((reason) => `${code} ${reason}`),
    ),
  );
  const produced = cases.map(({ code, reason }) => `${code} ${reason}`);
  const made = [...produced, 'internal internal', 'conflict taken_meanwhile'];
  expect([...new Set(made)].sort()).toEqual([...new Set(documented)].sort());
});

test('the document knows what the code can come to; otherwise `npm run refusals` writes it down', () => {
  expect(found).toEqual(findRefusals(filesMatching('server/*/rest.ts')));
});

test('every reason that has words is named by the code', () => {
  const source = filesMatching('{app,components,lib,server}/**/*.{ts,tsx}')
    .filter((file) => !isTest(file))
    .map(read)
    .join('\n');
  const beginnings = Array.from(source.matchAll(/`(\w+_)\$\{/g), ([, beginning = '']) => beginning);
  const unused = Object.keys(words.reasons).filter(
    (reason) =>
      !new RegExp(`\\b${reason}\\b`).test(source) && !beginnings.some((each) => reason.startsWith(each)),
  );
  expect(unused).toEqual([]);
});
