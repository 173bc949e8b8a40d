import { parseAsStringLiteral } from 'nuqs/server';
import { healthRanges } from '#lib/choices.ts';
import type { HealthRange } from '#server/platform/schema.ts';

/** How far back the health page looks, as its address says it. */
export const rangeInAddress = parseAsStringLiteral(healthRanges).withDefault('day' satisfies HealthRange);
