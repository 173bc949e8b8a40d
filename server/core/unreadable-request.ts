/** What cannot be read as a request is answered like every other refusal, as far as anybody can still be answered. */
import type { Duplex } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { toProblem } from './render-error.ts';

/** For a server's `clientError`: headers or an address beyond Node's limit of 16 KiB, or what is no HTTP at all. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Duplex): void {
  // Nobody listens any more.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = newId('request');
  const refusal = new AppError('invalid_input', 'request_unreadable', { cause: error });
  const body = JSON.stringify(toProblem(refusal, requestId, 'en'));
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
