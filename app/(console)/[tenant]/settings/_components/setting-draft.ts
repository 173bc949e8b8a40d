import type { ErrorReason } from '#lib/errors.ts';
import { parseAmount } from '#lib/money.ts';
import type { SettingOut } from '#server/settings/schema.ts';

type Input = SettingOut['input'];
type Kind = Input['kind'];

/** What stands in the form while somebody edits: one text for every kind but percentages, which are one each. */
export type Draft = { text: string; list: readonly string[] };
export type Verdict = { value: string | number | string[] | number[] } | { fault: ErrorReason };

/** A setting's value as a form shows it; one that does not fit its kind starts empty. */
export function toDraft(value: unknown): Draft {
  if (Array.isArray(value)) return { text: value.join('\n'), list: value.map(String) };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return { text, list: [] };
}

/** The value that a draft stands for, or the reason why it is none. The server decides again. */
export function readDraft(input: Input, draft: Draft): Verdict {
  const read: (input: never, draft: Draft) => Verdict = readers[input.kind];
  return read(input as never, draft);
}

type Reader<K extends Kind> = (input: Extract<Input, { kind: K }>, draft: Draft) => Verdict;

const readers: { [K in Kind]: Reader<K> } = {
  integer: ({ min, max }, { text }) => {
    const value = whole(text);
    return value === null || value < min || value > max ? { fault: 'setting_interval' } : { value };
  },
  days: ({ min, max }, { text }) => {
    const value = whole(text);
    return value === null || (value !== 0 && (value < min || value > max))
      ? { fault: 'setting_days' }
      : { value };
  },
  percentages: ({ min, max, maxItems }, { list }) => {
    const steps = list.map(whole);
    const fine = steps.filter((step) => step !== null && step >= min && step <= max);
    const value = fine.filter((step) => step !== null).toSorted((a, b) => a - b);
    const sound = fine.length === list.length && new Set(value).size === value.length;
    return sound && value.length > 0 && value.length <= maxItems
      ? { value }
      : { fault: 'alert_steps_invalid' };
  },
  choice: ({ options }, { text }) => (options.includes(text) ? { value: text } : { fault: 'setting_choice' }),
  names: ({ maxItems }, { text }) => {
    const value = [...new Set(text.split(/[\n,;]/).map((line) => line.trim()))].filter(Boolean);
    if (value.some((name) => !/^[\w.@/-]{1,64}$/.test(name))) return { fault: 'policy_name_format' };
    return value.length > maxItems ? { fault: 'field_invalid' } : { value };
  },
  amount: (_, { text }) => {
    const parsed = parseAmount(text.trim());
    if (!parsed.ok) return { fault: parsed.fault };
    return parsed.value < 0n ? { fault: 'amount_negative' } : { value: text.trim() };
  },
};

function whole(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
}
