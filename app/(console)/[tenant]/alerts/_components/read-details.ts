/** The keys of an alert's details that the console has a place for. What is missing or odd reads as empty. */
export function readDetails(details: Record<string, unknown>) {
  const text = (key: string) => (typeof details[key] === 'string' ? details[key] : '');
  const number = (key: string) => (typeof details[key] === 'number' ? details[key] : null);
  const { change, step, projects } = details;
  return {
    spent: text('spent'),
    granted: text('granted'),
    currency: text('currency'),
    amount: text('amount'),
    day: text('day'),
    message: text('message'),
    reason: text('reason'),
    requestId: text('requestId'),
    quotaRequestId: text('quotaRequestId'),
    sagaId: text('sagaId'),
    project: text('project'),
    accessKey: text('accessKey'),
    change: oneOf(['add', 'remove'] as const, change),
    projects: Array.isArray(projects) && projects.every(isProject) ? projects : [],
    /** A percentage of the quota, or the name of a cut-off's step. */
    step: typeof step === 'number' || typeof step === 'string' ? step : null,
    done: number('done'),
    steps: number('steps'),
  };
}

export type Details = ReturnType<typeof readDetails>;

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | null {
  return words.find((word) => word === value) ?? null;
}

type Project = { name: string; amount: string };

function isProject(value: unknown): value is Project {
  if (typeof value !== 'object' || value === null || !('name' in value && 'amount' in value)) return false;
  return typeof value.name === 'string' && typeof value.amount === 'string';
}
