import { type AlertType, type Severity, severities } from '#lib/alerts.ts';
import { AppError } from '#lib/errors.ts';

type Routing = { enabled: boolean; minSeverity: Severity; types: string[] };

/** Whether a channel wants an alert: enabled, at least its severity, and of its types (none chosen means all). */
export function wants(channel: Routing, alert: { type: AlertType; severity: Severity }): boolean {
  const loud = severities.indexOf(alert.severity) >= severities.indexOf(channel.minSeverity);
  return channel.enabled && loud && (channel.types.length === 0 || channel.types.includes(alert.type));
}

/** Where Feishu and Lark take messages; an installation may allow more, such as a test's own server. */
const FEISHU_HOSTS = ['open.feishu.cn', 'open.larksuite.com'];

/** Throws unless the address is a bot's of Feishu or Lark over https, or `host:port` is allowed by configuration. */
export function assertFeishuUrl(address: string, egressAllow: readonly string[]): void {
  const url = new URL(address);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const allowed = egressAllow.includes(`${url.hostname}:${port}`);
  const plain = url.username === '' && url.password === '' && ['http:', 'https:'].includes(url.protocol);
  const official = FEISHU_HOSTS.includes(url.hostname) && url.protocol === 'https:' && url.port === '';
  if (plain && (official || allowed)) return;
  throw new AppError('invalid_input', 'channel_url_refused', {
    params: { kind: 'Feishu' },
    fields: [{ path: 'config.url', message: 'channel_url_refused' }],
  });
}

/** `open.feishu.cn/…/1f3a`: enough to recognise a bot, too little to use it. */
export function urlHint(address: string): string {
  const url = new URL(address);
  return `${url.host}/…${url.pathname.slice(-4)}`;
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
