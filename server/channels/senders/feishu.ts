/** Feishu and Lark custom bots: a signed card over their webhook. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Severity } from '#lib/alerts.ts';
import { postJson } from './http.ts';
import { ChannelError, type Message, type Report } from './message.ts';

const COLOURS = { info: 'blue', warning: 'orange', critical: 'red' } as const satisfies Record<
  Severity,
  string
>;
/** Too fast, or a passing fault on their side; every other code says that the request itself is wrong. */
const PASSING_CODES = [11232, 9500, 99991400];

/** The bot's signature: HMAC-SHA256 of nothing, under `timestamp\nsecret`, in base64; seconds, valid for an hour. */
export function feishuSign(timestampSeconds: number, secret: string): string {
  return createHmac('sha256', `${timestampSeconds}\n${secret}`).digest('base64');
}

/** The body of an interactive card. */
export function feishuCard(message: Message) {
  const facts = message.facts.map(({ label, value }) => ({
    is_short: true,
    text: { tag: 'lark_md', content: `**${escapeMarkdown(label)}**\n${escapeMarkdown(value)}` },
  }));
  const button = message.link && {
    tag: 'action',
    actions: [
      {
        tag: 'button',
        type: 'primary',
        text: { tag: 'plain_text', content: message.link.label },
        url: message.link.url,
      },
    ],
  };
  return {
    msg_type: 'interactive',
    card: {
      config: { wide_screen_mode: true },
      header: {
        template: COLOURS[message.severity],
        title: { tag: 'plain_text', content: message.title },
      },
      elements: [
        { tag: 'div', fields: facts },
        ...(button ? [{ tag: 'hr' }, button] : []),
        { tag: 'note', elements: [{ tag: 'plain_text', content: message.footer }] },
      ],
    },
  };
}

const answer = z.object({
  code: z.number().optional(),
  StatusCode: z.number().optional(),
  msg: z.string().optional(),
});

/** Sends a card. Success is HTTP 200 **and** code 0; throws `ChannelError` otherwise. */
export async function sendFeishu(
  config: { url: string; secret?: string | undefined },
  message: Message,
  now: Date,
): Promise<Report> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const signed = config.secret
    ? { timestamp: String(timestamp), sign: feishuSign(timestamp, config.secret) }
    : {};
  const { report, text, retryAfterSeconds } = await postJson(
    config.url,
    JSON.stringify({ ...signed, ...feishuCard(message) }),
  );
  const { status } = report;
  const parsed = answer.safeParse(parse(text));
  const code = parsed.success ? (parsed.data.code ?? parsed.data.StatusCode) : undefined;
  if (status === 200 && code === 0) return report;
  const words = parsed.success && parsed.data.msg ? parsed.data.msg : `HTTP ${status}`;
  const passing = status === 429 || status >= 500 || (code !== undefined && PASSING_CODES.includes(code));
  throw new ChannelError(code === undefined ? words : `${code}: ${words}`, {
    fault: code === undefined ? 'status' : 'rejected',
    final: !passing,
    report,
    retryAfterSeconds,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Names come from clouds and people: they must not become links or mentions in the card. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_~[\]()<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
}
