/** Tokens that the data plane counted: `ark` GetInferenceUsage. */
import { action } from './action.ts';
import { dayOf } from './days.ts';
import { refuse } from './errors.ts';
import type { ArkUsage } from './model.ts';

const MAX_USAGE_DAYS = 31;
const DAY_MS = 86_400_000;

const usageDimensions = {
  AuthToken: (usage: ArkUsage) => usage.keyId,
  ModelName: (usage: ArkUsage) => usage.model,
  ModelEndpoint: (usage: ArkUsage) => usage.endpointId,
};
type Dimension = keyof typeof usageDimensions;
const isDimension = (name: string): name is Dimension => name in usageDimensions;

function usageFilters(filters: unknown): { dimension: Dimension; values: string[] }[] {
  if (filters === undefined) return [];
  if (!Array.isArray(filters)) return refuse('InvalidParameter', 'Filters must be a list.');
  return filters.map((filter: unknown) => {
    const { FieldName, Values = [] } = (filter ?? {}) as { FieldName?: unknown; Values?: unknown };
    if (typeof FieldName !== 'string' || !isDimension(FieldName) || !Array.isArray(Values))
      return refuse(
        'InvalidParameter',
        'A filter needs a FieldName of AuthToken, ModelName or ModelEndpoint.',
      );
    return { dimension: FieldName, values: Values.map(String) };
  });
}

/** Tokens per day or hour, and per every dimension that a filter names. */
function inferenceUsage(
  usages: Iterable<ArkUsage>,
  asked: {
    hourly: boolean;
    from: number;
    to: number;
    project: string | undefined;
    filters: ReturnType<typeof usageFilters>;
  },
) {
  const window = asked.hourly ? 'Hour' : 'Day';
  const records = new Map<string, Record<string, string | number>>();
  for (const usage of usages) {
    if (usage.hour < asked.from || usage.hour >= asked.to) continue;
    if (asked.project !== undefined && usage.project !== asked.project) continue;
    const named = asked.filters.map(
      ({ dimension }) => [dimension, usageDimensions[dimension](usage)] as const,
    );
    if (asked.filters.some(({ values }, i) => values.length > 0 && !values.includes(named[i]?.[1] ?? '')))
      continue;
    const when = asked.hourly ? new Date(usage.hour).toISOString() : dayOf(usage.hour);
    const key = JSON.stringify([when, named]);
    const record = records.get(key) ?? {
      [window]: when,
      ...Object.fromEntries(named),
      ReqCnt: 0,
      InputTokens: 0,
      OutputTokens: 0,
      TotalTokens: 0,
      CacheTokensHit: 0,
      ImageCount: 0,
    };
    const add = (metric: string, amount: number) => {
      record[metric] = Number(record[metric]) + amount;
    };
    add('ReqCnt', usage.requests);
    add('InputTokens', usage.inputTokens);
    add('OutputTokens', usage.outputTokens);
    add('TotalTokens', usage.inputTokens + usage.outputTokens);
    records.set(key, record);
  }
  const metrics = ['ReqCnt', 'InputTokens', 'OutputTokens', 'TotalTokens', 'CacheTokensHit', 'ImageCount'];
  const fields = [window, ...asked.filters.map(({ dimension }) => dimension), ...metrics];
  return { Fields: fields.map((Metric) => ({ Metric })), Records: [...records.values()] };
}

export const inferenceUsageAction = action(
  { QueryInterval: 'text!', StartTime: 'text!', EndTime: 'text!', ProjectName: 'text', Filters: 'json' },
  (params, call) => {
    const [from, to] = [Date.parse(params.StartTime), Date.parse(params.EndTime)];
    if (!(from < to) || to - from > MAX_USAGE_DAYS * DAY_MS)
      refuse('InvalidParameter', `StartTime must be before EndTime, at most ${MAX_USAGE_DAYS} days.`);
    if (params.QueryInterval !== 'Day' && params.QueryInterval !== 'Hour')
      refuse('InvalidParameter', 'QueryInterval must be Day or Hour.');
    const filters = usageFilters(params.Filters);
    const hourly = params.QueryInterval === 'Hour';
    return inferenceUsage(call.account.usage.values(), {
      hourly,
      from,
      to,
      project: params.ProjectName,
      filters,
    });
  },
  { post: true },
);
