import { CronExpressionParser } from 'cron-parser';

/** Throws when the text is not a cron expression of five fields, with or without `TZ=<zone> ` before it. */
export function checkCron(cron: string): void {
  const { fields } = split(cron);
  if (fields.split(/\s+/).length !== 5)
    throw new Error(`the cron expression "${cron}" must have five fields`);
  nextTick(cron, new Date(0));
}

/** The first tick after `after`. */
export function nextTick(cron: string, after: Date): Date {
  const { fields, zone } = split(cron);
  return CronExpressionParser.parse(fields, { currentDate: after, tz: zone }).next().toDate();
}

/** The latest tick at or before `at`. */
export function lastTick(cron: string, at: Date): Date {
  const { fields, zone } = split(cron);
  const currentDate = new Date(at.getTime() + 1);
  return CronExpressionParser.parse(fields, { currentDate, tz: zone }).prev().toDate();
}

function split(cron: string): { fields: string; zone: string } {
  const [, zone, fields] = /^TZ=(\S+)\s+(.+)$/.exec(cron.trim()) ?? [];
  return { fields: (fields ?? cron).trim(), zone: zone ?? 'UTC' };
}
