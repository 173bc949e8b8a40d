/** Outgoing mail over SMTP (RFC 5321). One message, one connection, bounded time. */
import { createTransport } from 'nodemailer';
import { AppError } from '#lib/errors.ts';
import { env, publicUrl } from './env.ts';

/** `messageId` names the message, so that a repeat of the same one can be recognised by the reader's mail program. */
export type Mail = {
  to: string | string[];
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** Whether this installation can send mail at all. */
export const mailIsConfigured = () => env().SMTP_URL !== undefined;

/**
 * Hands a message to the mail server. Throws `mail_unconfigured` without one, `mail_timeout` when it does not answer and
 * `mail_failed` with its own words when it refuses. Never call it inside a transaction.
 */
export async function sendMail({ to, subject, text, html, messageId }: Mail): Promise<void> {
  const { SMTP_URL, AIRGATE_MAIL_FROM } = env();
  if (!SMTP_URL) throw new AppError('precondition_failed', 'mail_unconfigured');
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const headers = { 'Auto-Submitted': 'auto-generated' };
  try {
    await transport.sendMail({
      from: AIRGATE_MAIL_FROM,
      to,
      subject,
      text,
      headers,
      ...(html && { html }),
      ...(messageId && { messageId: `<${messageId}@${new URL(publicUrl()).hostname}>` }),
    });
  } catch (error) {
    throw mailFault(error);
  } finally {
    transport.close();
  }
}

function mailFault(error: unknown): AppError {
  const {
    code = '',
    response = '',
    message = '',
  } = error as { code?: string; response?: string; message?: string };
  const silent = code === 'ETIMEDOUT' || /timeout/i.test(message);
  if (silent && !response) return new AppError('upstream_timeout', 'mail_timeout', { cause: error });
  const words = (response || message || code).slice(0, 300);
  return new AppError('upstream_failed', 'mail_failed', { params: { message: words }, cause: error });
}
