import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { refuseUnreadable } from './unreadable-request.ts';

/** What a server answers to these bytes, until it hangs up. */
async function answerTo(...sent: string[]): Promise<string> {
  const server = http.createServer((_, response) => response.end('fine'));
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  for (const each of sent) socket.write(each);
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

const request = (header: string) => `GET / HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`;

test.each([
  ['headers without end', request(`x-long: ${'x'.repeat(20_000)}`)],
  ['an address without end', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`],
  ['a method that is none', 'FETCH / HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['something else than HTTP', '\u0016\u0003\u0001\u0002\u0000'],
])('%s are refused as a problem with an id, and the connection ends', async (_, sent) => {
  const [head = '', body = ''] = (await answerTo(sent)).split('\r\n\r\n');
  expect(head).toContain('HTTP/1.1 400 Bad Request');
  expect(head).toContain('application/problem+json');
  const { requestId, ...problem } = JSON.parse(body);
  expect(problem).toMatchObject({ status: 400, code: 'invalid_input', reason: 'request_unreadable' });
  expect(head).toContain(`x-request-id: ${requestId}`);
});

test('who asked well before on the same connection is told too', async () => {
  const text = await answerTo(request('a: b'), request(`x-long: ${'x'.repeat(20_000)}`));
  expect(text).toContain('fine');
  expect(text).toContain('request_unreadable');
});
