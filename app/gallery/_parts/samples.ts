import type { BreakdownItem } from '#components/breakdown-bars.tsx';
import type { SagaStep } from '#components/saga-view.tsx';
import type { Status } from '#components/status-badge.tsx';

export const sagaSteps: SagaStep[] = [
  {
    id: 'snapshot',
    title: 'Record policies and keys',
    state: 'done',
    at: '2026-11-20T04:00:02Z',
    evidence: { policies: 5, keys: 2, login: true },
  },
  { id: 'login', title: 'Disable console login', state: 'done', at: '2026-11-20T04:00:03Z' },
  { id: 'keys', title: 'Deactivate access keys', state: 'running', at: '2026-11-20T04:00:04Z', attempts: 2 },
  {
    id: 'policies',
    title: 'Detach policies',
    state: 'failed',
    at: '2026-11-20T04:00:07Z',
    attempts: 3,
    note: 'AccessDenied: iam:DetachUserPolicy on TOSFullAccess',
    nextAttemptAt: '2026-11-20T04:05:07Z',
    evidence: { code: 'AccessDenied', status: 403 },
  },
  {
    id: 'projects',
    title: 'Remove project rights',
    state: 'skipped',
    note: 'No project rights were attached.',
  },
  { id: 'verify', title: 'Verify against the cloud', state: 'waiting' },
];

export const breakdown: BreakdownItem[] = [
  'render-farm',
  'training',
  'staging',
  'ci-runners',
  'data-lake',
  'sandbox',
  'docs',
  'demo',
].map((name, index) => ({
  id: name,
  label: name,
  amount: (8200 / (index + 1) ** 1.4).toFixed(4),
  href: `/gallery/charts?project=${name}`,
}));

export type SampleRow = {
  id: string;
  name: string;
  project: string;
  status: Status;
  spent: string;
  estimated: string;
  limit: string | null;
  checkedAt: string;
};

const states: Status[] = [
  'active',
  'active',
  'active',
  'warning',
  'active',
  'cutting_off',
  'protected',
  'cut_off',
  'active',
  'drifted',
  'no_quota',
  'stale',
];

export const sampleRows: SampleRow[] = Array.from({ length: 24 }, (_, index) => ({
  id: `sub_${index}`,
  name: `render-farm-${String(index + 1).padStart(2, '0')}`,
  project: ['render-farm', 'training', 'staging'][index % 3] ?? 'staging',
  status: states[index % states.length] ?? 'active',
  spent: (((index * 7919) % 1311) * 1.37).toFixed(4),
  estimated: ((index * 13) % 29).toFixed(2),
  limit: index % 12 === 10 ? null : '1500.00',
  checkedAt: `2026-11-20T0${index % 5}:1${index % 6}:00Z`,
}));
