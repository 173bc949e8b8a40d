import { expect, test } from 'vitest';
import { pageRoutes } from './page-routes.ts';

const routeOf = pageRoutes();

test.each([
  ['/', 'page', '/'],
  ['/acme', 'page', '/[tenant]'],
  ['/acme/alerts', 'page', '/[tenant]/alerts'],
  ['/acme/sub-accounts/sub_1', 'page', '/[tenant]/sub-accounts/[subAccountId]'],
  ['/operator', 'page', '/operator'],
  ['/operator/jobs/runs/01J', 'page', '/operator/jobs/runs/[runId]'],
  ['/api/health', 'api', '/api/health'],
  ['/api/v1/quotas/x/y', 'api', '/api/v1/[...path]'],
  ['/api/v1/openapi.json', 'api', '/api/v1/openapi.json'],
  ['/api/trpc/a,b', 'api', '/api/trpc/[trpc]'],
])('%s is a %s: %s', (path, kind, template) => {
  expect(routeOf(path)).toEqual({ kind, template });
});

test.each([
  '/icon.svg',
  '/robots.txt',
  '/wp-admin/setup.php',
  '/acme/alerts/x/y',
  '/api/nothing',
  '/_next/static/x.js',
])('%s belongs to nothing, however many of its kind are asked for', (path) => {
  expect(routeOf(path)).toBe(null);
});
