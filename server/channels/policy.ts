import { type AlertType, type Severity, severities } from '#lib/alerts.ts';
import { AppError, type ErrorParams } from '#lib/errors.ts';
import { isExempt, outgoingUrl } from '#server/core/egress-address.ts';

type Routing = { enabled: boolean; minSeverity: Severity; types: string[]; failingSince: Date | null };

/**
 * Whether a channel wants an alert: enabled, at least its severity, and of its types (none chosen means all). One that
 * fails itself cannot tell of failing channels.
 */
export function wants(channel: Routing, alert: { type: AlertType; severity: Severity }): boolean {
  if (alert.type === 'channel_failing' && channel.failingSince) return false;
  const loud = severities.indexOf(alert.severity) >= severities.indexOf(channel.minSeverity);
  return channel.enabled && loud && (channel.types.length === 0 || channel.types.includes(alert.type));
}

/** Where Feishu and Lark take messages; an installation may exempt more, such as a test's own server. */
const FEISHU_HOSTS = ['open.feishu.cn', 'open.larksuite.com'];

/** A bot's address as it is kept; throws unless it is Feishu's or Lark's, or exempt by configuration. */
export function feishuUrl(address: string, egressAllow: readonly string[]): string {
  const url = outgoingUrl(address, egressAllow);
  const official = url && FEISHU_HOSTS.includes(url.host);
  if (url && (official || isExempt(url, egressAllow))) return url.href;
  throw urlRefused('channel_url_refused', { kind: 'Feishu' });
}

/** A webhook's address as it is kept; throws unless messages may be sent to it. */
export function webhookUrl(address: string, egressAllow: readonly string[]): string {
  const url = outgoingUrl(address, egressAllow);
  if (url) return url.href;
  throw urlRefused('webhook_url_refused');
}

function urlRefused(
  reason: 'channel_url_refused' | 'webhook_url_refused',
  params: ErrorParams = {},
): AppError {
  return new AppError('invalid_input', reason, { params, fields: [{ path: 'config.url', message: reason }] });
}

/** `open.feishu.cn/…/1f3a`: enough to recognise a bot, too little to use it. */
export function urlHint(address: string): string {
  const url = new URL(address);
  return url.pathname === '/' ? url.host : `${url.host}/…${url.pathname.slice(-4)}`;
}

type QuietHours = { from: string; to: string };

/** The end of the quiet hours that `now` lies in, in the tenant's zone; null outside of them. */
export function quietUntil(now: Date, quiet: QuietHours | null, timeZone: string): Date | null {
  if (!quiet) return null;
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const time = minutesOf(wall.format(now));
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const inside = from < to ? time >= from && time < to : time >= from || time < to;
  if (!inside) return null;
  const left = (to - time + DAY) % DAY;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + left * 60_000);
}

const DAY = 24 * 60;

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
