import { expect, test } from 'vitest';
import { read } from '#tests/source-files.ts';
import { exampleBody, verifyInNode, verifyInPython } from './webhook-example.ts';

// The documented texts are the ones that run in the sender's own test; of the two bodies the last is that of alerts.
const documented = (language: string) =>
  Array.from(
    read('docs/webhooks.md').matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm')),
    ([, text = '']) => text,
  ).at(-1);

test('the console shows the documented receivers', () => {
  expect(verifyInNode).toBe(documented('js'));
  expect(verifyInPython).toBe(documented('python'));
});

test('the example has the documented form', () => {
  const body = exampleBody({
    type: 'quota_step',
    severity: 'warning',
    subject: 'render-farm has spent 80% of its quota',
    tenant: { slug: 'acme', name: 'Acme' },
    origin: 'https://airgate.example.com',
  });
  const shape = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).map(([key, inner]) => [key, shape(inner)])
      : typeof value;
  expect(shape(body)).toEqual(shape(JSON.parse(documented('json') ?? '')));
  expect(body.details).toEqual(JSON.parse(documented('json') ?? '').details);
});
