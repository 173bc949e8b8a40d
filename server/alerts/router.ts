import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import {
  alertCountsOut,
  alertOut,
  alertPage,
  alertRef,
  alertRefs,
  alertsChanged,
  listAlertsInput,
  muteAlertInput,
} from './schema.ts';
import * as verbs from './service.ts';

export const alertsRouter = router({
  list: query(listAlertsInput, alertPage, verbs.listAlerts),
  get: query(alertRef, alertOut, verbs.getAlert),
  counts: query(z.void(), alertCountsOut, verbs.countOpenAlerts),
  acknowledge: mutation(alertRefs, alertsChanged, verbs.acknowledgeAlerts),
  resolve: mutation(alertRefs, alertsChanged, verbs.resolveAlerts),
  mute: mutation(muteAlertInput, alertOut, verbs.muteAlert),
  reopen: mutation(alertRefs, alertsChanged, verbs.reopenAlerts),
});
