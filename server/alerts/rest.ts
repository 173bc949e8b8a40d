import { route } from '#server/core/rest.ts';
import {
  alertOut,
  alertPage,
  alertRef,
  alertRefs,
  alertsChanged,
  listAlertsInput,
  muteAlertInput,
} from './schema.ts';
import * as verbs from './service.ts';

const tag = 'Alerts';
const changing = { tag, permission: 'alert:update', input: alertRefs, output: alertsChanged } as const;

export const alertsRest = [
  route('GET', '/alerts', {
    tag,
    summary: 'List alerts',
    permission: 'alert:read',
    input: listAlertsInput,
    output: alertPage,
    verb: verbs.listAlerts,
  }),
  route('GET', '/alerts/{alertId}', {
    tag,
    summary: 'Get an alert',
    permission: 'alert:read',
    input: alertRef,
    output: alertOut,
    verb: verbs.getAlert,
  }),
  route('POST', '/alerts/acknowledge', {
    ...changing,
    summary: 'Acknowledge alerts',
    verb: verbs.acknowledgeAlerts,
  }),
  route('POST', '/alerts/resolve', { ...changing, summary: 'Resolve alerts', verb: verbs.resolveAlerts }),
  route('POST', '/alerts/reopen', { ...changing, summary: 'Open alerts again', verb: verbs.reopenAlerts }),
  route('POST', '/alerts/{alertId}/mute', {
    tag,
    summary: 'Mute alerts of this type and sub-account for some hours, or end that',
    permission: 'alert:update',
    input: muteAlertInput,
    output: alertOut,
    verb: verbs.muteAlert,
  }),
];
