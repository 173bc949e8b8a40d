/** E-mail: one message to the channel's recipients, in plain text and HTML. */
import type { Severity } from '#lib/alerts.ts';
import { AppError } from '#lib/errors.ts';
import { sendMail } from '#server/core/mail.ts';
import { ChannelError, type Message, NOTHING_SAID, type Report } from './message.ts';

const COLOURS = { info: '#2563eb', warning: '#b45309', critical: '#b91c1c' } as const satisfies Record<
  Severity,
  string
>;

export async function sendEmail(config: { to: string[] }, message: Message): Promise<Report> {
  try {
    await sendMail({
      to: config.to,
      subject: message.title,
      text: plainText(message),
      html: html(message),
      messageId: message.id,
    });
    return NOTHING_SAID;
  } catch (cause) {
    throw refusal(cause);
  }
}

function refusal(cause: unknown): ChannelError {
  const { reason, params } =
    cause instanceof AppError ? cause : { reason: 'internal', params: { message: '' } };
  if (reason === 'mail_timeout')
    return new ChannelError('no answer in time', { fault: 'timeout', final: false, cause });
  const unconfigured = reason === 'mail_unconfigured';
  const words = unconfigured ? 'this installation has no mail server' : String(params.message ?? '');
  return new ChannelError(words, { fault: 'mail', final: unconfigured, cause });
}

function plainText({ title, facts, link, footer }: Message): string {
  const lines = facts.map(({ label, value }) => `${label}: ${value}`);
  return [title, '', ...lines, ...(link ? ['', `${link.label}: ${link.url}`] : []), '', footer].join('\n');
}

function html({ severity, title, facts, link, footer }: Message): string {
  const rows = facts
    .map(
      ({ label, value }) =>
        `<tr><td style="padding:4px 16px 4px 0;color:#666">${escapeHtml(label)}</td><td style="padding:4px 0;font-variant-numeric:tabular-nums">${escapeHtml(value)}</td></tr>`,
    )
    .join('');
  const button = link
    ? `<p style="margin:20px 0 0"><a href="${escapeHtml(link.url)}" style="color:#fff;background:#171717;padding:8px 14px;border-radius:6px;text-decoration:none">${escapeHtml(link.label)}</a></p>`
    : '';
  return `<div style="font:14px/1.5 system-ui,sans-serif;color:#171717;max-width:560px">
<p style="margin:0 0 12px;padding-left:10px;border-left:3px solid ${COLOURS[severity]};font-weight:600">${escapeHtml(title)}</p>
<table style="border-collapse:collapse">${rows}</table>${button}
<p style="margin:20px 0 0;color:#888;font-size:12px">${escapeHtml(footer)}</p></div>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
