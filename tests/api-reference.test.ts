// The published description of the API: a linter accepts it, and what it shows as examples is taken by the endpoints.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { apiSections } from '#app/docs/api/_components/reference.ts';
import inChinese from '#lib/i18n/api-fields.zh.json' with { type: 'json' };
import { messagesFor } from '#lib/i18n/messages.ts';
import { openApiDocument, operationId } from '#server/core/openapi.ts';
import { routes } from '#server/rest.ts';
import { webhookOperations } from '#server/webhooks/service/openapi.ts';

type Described = {
  parameters: { name: string; in: string; schema: { pattern?: string } }[];
  requestBody?: { content: { 'application/json': { example: Record<string, unknown> } } };
};
const document = openApiDocument(routes, 'https://airgate.acme.com', webhookOperations());
const paths = document.paths as Record<string, Record<string, Described>>;

test('the document is free of complaints by a public linter at its strictest', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s takes the example that it is documented with',
  (_, route) => {
    const described = paths[route.path]?.[route.method.toLowerCase()];
    const body = described?.requestBody?.content['application/json'].example ?? {};
    const inPath = (described?.parameters ?? []).filter((parameter) => parameter.in === 'path');
    const ids = inPath.map(({ name, schema }) => {
      const prefix = /^\^([a-z]{3})_/.exec(schema.pattern ?? '')?.[1];
      return [name, prefix ? `${prefix}_${'0'.repeat(32)}` : 'AKLTexample1234'];
    });
    const parsed = route.input.safeParse({ ...Object.fromEntries(ids), ...body });
    if (route.method !== 'GET' && route.method !== 'DELETE') expect(parsed.error?.issues).toBeUndefined();
  },
);

test('every endpoint is named in both languages, in English as in the document', () => {
  const named = Object.fromEntries(routes.map((route) => [operationId(route), route.summary]));
  expect(messagesFor('en').api.operations).toEqual(named);
  expect(Object.keys(messagesFor('zh-CN').api.operations)).toEqual(
    Object.keys(messagesFor('en').api.operations),
  );
});

test('every field that the reference describes is described in Chinese too, and nothing else is', () => {
  const operations = apiSections().flatMap((section) => section.operations);
  const fields = operations.flatMap(({ input, output }) => [...input, ...output]);
  const described = new Set(fields.map(({ description }) => description).filter(Boolean));
  expect(new Set(Object.keys(inChinese))).toEqual(described);
});
