// A mail server that takes every message and keeps it.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type MailServer = {
  /** For SMTP_URL. */
  url: string;
  /** What was taken, in order. */
  inbox: { to: string[]; subject: string }[];
  /** Never answers the next message, `received` before it counts or `taken` after. Resolves once it is there. */
  hold(when: 'received' | 'taken'): Promise<void>;
  close(): Promise<void>;
};

export async function startMail(): Promise<MailServer> {
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
        if (hold?.when !== 'received')
          inbox.push({ to, subject: subjectOf(Buffer.concat(chunks).toString()) });
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
