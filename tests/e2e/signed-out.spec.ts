// Whoever is not signed in learns nothing: every page leads to the sign-in, every procedure and endpoint refuses.
import { expect, test } from '@playwright/test';
import { routes } from '#server/rest.ts';
import { procedures } from '#tests/procedures.ts';
import { pages } from './pages.ts';

const OPEN = [
  '/sign-in',
  '/invitation/[token]',
  '/reset',
  '/reset/[token]',
  '/approval/[token]',
  '/verify/[token]',
  '/sso',
  '/docs/api',
  '/docs/api/[section]',
];

/** With anything in the place of its parameters; the tenant is there. */
const anyAddress = (path: string) => path.replace('[tenant]', 'demo').replace(/\[\w+\]/g, 'x');

test('every page leads to the sign-in', async ({ request }) => {
  test.setTimeout(180_000);
  for (const path of pages.filter((each) => !OPEN.includes(each))) {
    const response = await request.get(anyAddress(path), { maxRedirects: 5 });
    expect([path, new URL(response.url()).pathname]).toEqual([path, '/sign-in']);
  }
});

test('every procedure refuses', async ({ request }) => {
  test.setTimeout(120_000);
  expect(procedures.length).toBeGreaterThan(60);
  for (const { path, type } of procedures) {
    const headers = { 'x-airgate-tenant': 'demo' };
    const url = `/api/trpc/${path}`;
    const response = await (type === 'query'
      ? request.get(url, { headers })
      : request.post(url, { headers, data: {} }));
    const { error } = await response.json();
    expect([path, response.status(), error?.data.problem.reason]).toEqual([path, 401, 'session_missing']);
  }
});

test('every endpoint refuses without a key, whatever the session says', async ({ request }) => {
  for (const { method, path } of routes) {
    const response = await request.fetch(`/api/v1${path.replace(/\{\w+\}/g, 'x')}`, { method });
    expect([path, response.status(), (await response.json()).reason]).toEqual([path, 401, 'key_missing']);
  }
});

test('the endpoint of the jobs runs nothing that is not signed, and lets nobody register it elsewhere', async ({
  request,
}) => {
  const url = '/api/inngest?fnId=airgate-spending-check&stepId=step';
  expect((await request.post(url, { data: {} })).status()).toBe(401);
  expect((await request.put(url, { data: {} })).ok()).toBe(false);
});
