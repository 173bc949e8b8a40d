import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { webhookDeliveryStates } from '#lib/choices.ts';
import { TEST_EVENT, webhookEventTypes } from '#lib/webhook-events.ts';
import type { webhookDeliveryOut, webhookOut } from '#server/webhooks/schema.ts';

export type Webhook = z.output<typeof webhookOut>;
export type WebhookDelivery = z.output<typeof webhookDeliveryOut>;

/** A tenant has twenty webhooks at most: one page holds them all. */
export const webhookListInput = { limit: 200 };

export const webhookTable: TableDefinition = {
  columns: [{ id: 'name', fixed: true }, { id: 'events' }, { id: 'health' }, { id: 'enabled' }],
  pageSizes: [200],
};

const eventTypes = [TEST_EVENT, ...webhookEventTypes] as const;

/** What the log of one webhook can do; the page and the browser read the same state from the address. */
export const eventTable: TableDefinition = {
  columns: [
    { id: 'event', fixed: true },
    { id: 'target' },
    { id: 'state' },
    { id: 'status' },
    { id: 'attempts' },
    { id: 'time' },
  ],
  filters: [
    { id: 'state', kind: 'options', values: webhookDeliveryStates },
    { id: 'type', kind: 'options', values: eventTypes },
  ],
};

/** The log procedure's input for a state of the table; it takes one value of each filter. */
export function eventListInput(webhookId: string, table: TableState) {
  const state = webhookDeliveryStates.find((value) => value === filterOptions(table, 'state')?.[0]);
  const type = eventTypes.find((value) => value === filterOptions(table, 'type')?.[0]);
  return {
    webhookId,
    limit: table.limit,
    ...(table.cursor ? { cursor: table.cursor } : {}),
    ...(state ? { state } : {}),
    ...(type ? { type } : {}),
  };
}
