import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { viewTables } from '#lib/view-tables.ts';
import { timeOut } from '#lib/wire.ts';

const table = z.enum(viewTables);
const name = z.string().trim().min(1, 'field_required').max(80, 'name_long');
const part = z.string().regex(/^[A-Za-z][\w.-]{0,39}$/, 'field_invalid');
/** Where in the list somebody is belongs to a visit, not to a view. */
const PASSING = ['cursor', 'peek', 'view'];
const MOST_PARTS = 40;

/** A table's part of an address: what is searched, filtered, sorted and shown. */
const state = z
  .record(part, z.string().min(1).max(2000))
  .refine((parts) => Object.keys(parts).length <= MOST_PARTS, 'field_invalid')
  .refine((parts) => PASSING.every((passing) => !Object.hasOwn(parts, passing)), 'field_invalid')
  .meta({ examples: [{ state: 'warning,cut_off', sort: '-spentShare' }] });
export type ViewState = z.output<typeof state>;

const densities = ['comfortable', 'compact'] as const;

export const viewOut = z.object({
  id: z.string(),
  table,
  name: z.string(),
  shared: z.boolean().meta({ description: 'Everybody in the tenant sees it' }),
  own: z.boolean(),
  owner: z.string().nullable().meta({ description: 'Name of a member; null for somebody who left' }),
  state: z.record(z.string(), z.string()),
  createdAt: timeOut,
  updatedAt: timeOut,
});
export type ViewOut = z.output<typeof viewOut>;

export const preferenceOut = z.object({
  table,
  columns: z.array(z.string()).meta({ description: "In their order; empty for the table's own" }),
  density: z.enum(densities),
  defaultViewId: z.string().nullable(),
});
export type PreferenceOut = z.output<typeof preferenceOut>;

/** There are few of either: one answer holds them for all tables. */
export const viewList = z.object({ items: z.array(viewOut), preferences: z.array(preferenceOut) });

export const listViewsInput = z.strictObject({ table: table.optional() });
export type ListViewsInput = z.output<typeof listViewsInput>;

export const createViewInput = z.strictObject({ table, name, state, shared: z.boolean().default(false) });
export type CreateViewInput = z.output<typeof createViewInput>;

export const viewRef = z.strictObject({ viewId: idOf('view') });
export type ViewRef = z.output<typeof viewRef>;

export const updateViewInput = viewRef
  .extend({ name: name.optional(), state: state.optional(), shared: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 1, 'nothing_to_change');
export type UpdateViewInput = z.output<typeof updateViewInput>;

export const viewGone = z.object({ id: z.string() });

export const setPreferenceInput = z.strictObject({
  table,
  columns: z.array(part).max(MOST_PARTS).optional(),
  density: z.enum(densities).optional(),
  defaultViewId: idOf('view').nullable().optional().meta({ description: 'Null for none' }),
});
export type SetPreferenceInput = z.output<typeof setPreferenceInput>;
