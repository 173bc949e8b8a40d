// A mail server that takes every message and keeps it.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** `text` is the plain part, with its lines joined again. */
export type Taken = { to: string[]; subject: string; text: string };

export type MailServer = {
  /** For SMTP_URL. */
  url: string;
  /** What was taken, in order. */
  inbox: Taken[];
  /** Never answers the next message, `received` before it counts or `taken` after. Resolves once it is there. */
  hold(when: 'received' | 'taken'): Promise<void>;
  close(): Promise<void>;
};

/** `onMail` hears of each message as it is taken. */
export async function startMail(onMail: (mail: Taken) => void = () => {}): Promise<MailServer> {
  const inbox: MailServer['inbox'] = [];
  let held: { when: 'received' | 'taken'; reached: () => void } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((each) => each.address);
        const hold = held;
        held = null;
        if (hold?.when !== 'received') {
          const message = Buffer.concat(chunks).toString();
          const taken = { to, subject: subjectOf(message), text: textOf(message) };
          inbox.push(taken);
          onMail(taken);
        }
        if (hold) hold.reached();
        else done();
      });
    },
  });
  // A sender that goes away in the middle is its own affair.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    inbox,
    hold: (when) =>
      new Promise((reached) => {
        held = { when, reached };
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The plain part of a message, as far as tests read it: links and figures. */
function textOf(message: string): string {
  const [, head = '', body = ''] =
    /content-type: text\/plain[^\r\n]*((?:\r\n[^\r\n]+)*)\r\n\r\n([\s\S]*?)(?:\r\n--|$)/i.exec(message) ?? [];
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  return body.replace(/=\r\n/g, '').replace(/=3D/gi, '=');
}

/** The subject in plain text; longer and foreign ones come folded and encoded. */
function subjectOf(message: string): string {
  const [, folded = ''] = /^subject: ((?:.*\r\n[ \t])*.*)/im.exec(message) ?? [];
  return folded
    .replace(/\r\n[ \t]/g, ' ')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, text: string) =>
      decodeURIComponent(
        text
          .replaceAll('_', ' ')
          .replaceAll('%', '%25')
          .replace(/=([0-9A-F]{2})/g, '%$1'),
      ),
    );
}
