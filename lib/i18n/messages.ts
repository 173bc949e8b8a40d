import alertsEn from './en/alerts.json' with { type: 'json' };
import apiEn from './en/api.json' with { type: 'json' };
import auditEn from './en/audit.json' with { type: 'json' };
import authEn from './en/auth.json' with { type: 'json' };
import brokenEn from './en/broken.json' with { type: 'json' };
import channelsEn from './en/channels.json' with { type: 'json' };
import cloudsEn from './en/clouds.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import connectEn from './en/connect.json' with { type: 'json' };
import cutOffEn from './en/cutOff.json' with { type: 'json' };
import errorsEn from './en/errors.json' with { type: 'json' };
import glossaryEn from './en/glossary.json' with { type: 'json' };
import guideEn from './en/guide.json' with { type: 'json' };
import keysEn from './en/keys.json' with { type: 'json' };
import membersEn from './en/members.json' with { type: 'json' };
import navEn from './en/nav.json' with { type: 'json' };
import operatorEn from './en/operator.json' with { type: 'json' };
import overviewEn from './en/overview.json' with { type: 'json' };
import profileEn from './en/profile.json' with { type: 'json' };
import quotasEn from './en/quotas.json' with { type: 'json' };
import requestsEn from './en/requests.json' with { type: 'json' };
import rolesEn from './en/roles.json' with { type: 'json' };
import sandboxEn from './en/sandbox.json' with { type: 'json' };
import settingsEn from './en/settings.json' with { type: 'json' };
import spendingEn from './en/spending.json' with { type: 'json' };
import ssoEn from './en/sso.json' with { type: 'json' };
import statusEn from './en/status.json' with { type: 'json' };
import subAccountsEn from './en/subAccounts.json' with { type: 'json' };
import tableEn from './en/table.json' with { type: 'json' };
import teamsEn from './en/teams.json' with { type: 'json' };
import tenantEn from './en/tenant.json' with { type: 'json' };
import webhooksEn from './en/webhooks.json' with { type: 'json' };
import type { Locale } from './locale.ts';
import alertsZh from './zh/alerts.json' with { type: 'json' };
import apiZh from './zh/api.json' with { type: 'json' };
import auditZh from './zh/audit.json' with { type: 'json' };
import authZh from './zh/auth.json' with { type: 'json' };
import brokenZh from './zh/broken.json' with { type: 'json' };
import channelsZh from './zh/channels.json' with { type: 'json' };
import cloudsZh from './zh/clouds.json' with { type: 'json' };
import commonZh from './zh/common.json' with { type: 'json' };
import connectZh from './zh/connect.json' with { type: 'json' };
import cutOffZh from './zh/cutOff.json' with { type: 'json' };
import errorsZh from './zh/errors.json' with { type: 'json' };
import glossaryZh from './zh/glossary.json' with { type: 'json' };
import guideZh from './zh/guide.json' with { type: 'json' };
import keysZh from './zh/keys.json' with { type: 'json' };
import membersZh from './zh/members.json' with { type: 'json' };
import navZh from './zh/nav.json' with { type: 'json' };
import operatorZh from './zh/operator.json' with { type: 'json' };
import overviewZh from './zh/overview.json' with { type: 'json' };
import profileZh from './zh/profile.json' with { type: 'json' };
import quotasZh from './zh/quotas.json' with { type: 'json' };
import requestsZh from './zh/requests.json' with { type: 'json' };
import rolesZh from './zh/roles.json' with { type: 'json' };
import sandboxZh from './zh/sandbox.json' with { type: 'json' };
import settingsZh from './zh/settings.json' with { type: 'json' };
import spendingZh from './zh/spending.json' with { type: 'json' };
import ssoZh from './zh/sso.json' with { type: 'json' };
import statusZh from './zh/status.json' with { type: 'json' };
import subAccountsZh from './zh/subAccounts.json' with { type: 'json' };
import tableZh from './zh/table.json' with { type: 'json' };
import teamsZh from './zh/teams.json' with { type: 'json' };
import tenantZh from './zh/tenant.json' with { type: 'json' };
import webhooksZh from './zh/webhooks.json' with { type: 'json' };

/** English carries the shape: a key that is not here does not compile anywhere. */
const en = {
  common: commonEn,
  broken: brokenEn,
  nav: navEn,
  table: tableEn,
  status: statusEn,
  glossary: glossaryEn,
  guide: guideEn,
  errors: errorsEn,
  auth: authEn,
  overview: overviewEn,
  clouds: cloudsEn,
  connect: connectEn,
  subAccounts: subAccountsEn,
  spending: spendingEn,
  alerts: alertsEn,
  channels: channelsEn,
  webhooks: webhooksEn,
  members: membersEn,
  tenant: tenantEn,
  requests: requestsEn,
  roles: rolesEn,
  teams: teamsEn,
  sandbox: sandboxEn,
  profile: profileEn,
  settings: settingsEn,
  sso: ssoEn,
  keys: keysEn,
  audit: auditEn,
  operator: operatorEn,
  quotas: quotasEn,
  cutOff: cutOffEn,
  api: apiEn,
};

export type Messages = typeof en;

const zh: Messages = {
  common: commonZh,
  broken: brokenZh,
  nav: navZh,
  table: tableZh,
  status: statusZh,
  glossary: glossaryZh,
  guide: guideZh,
  errors: errorsZh,
  auth: authZh,
  overview: overviewZh,
  clouds: cloudsZh,
  connect: connectZh,
  subAccounts: subAccountsZh,
  spending: spendingZh,
  alerts: alertsZh,
  channels: channelsZh,
  webhooks: webhooksZh,
  members: membersZh,
  tenant: tenantZh,
  requests: requestsZh,
  roles: rolesZh,
  teams: teamsZh,
  sandbox: sandboxZh,
  profile: profileZh,
  settings: settingsZh,
  sso: ssoZh,
  keys: keysZh,
  audit: auditZh,
  operator: operatorZh,
  quotas: quotasZh,
  cutOff: cutOffZh,
  api: apiZh,
};

const all: Record<Locale, Messages> = { en, 'zh-CN': zh };

/** Every message of one language, by namespace; one file per feature and language. */
export function messagesFor(locale: Locale): Messages {
  return all[locale];
}

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
