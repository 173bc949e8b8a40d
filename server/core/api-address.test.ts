import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { apiAddresses } from './api-address.ts';
import { httpDoor } from './http-door.ts';

async function serve(): Promise<
  (method: string, path: string) => Promise<http.IncomingMessage & { text: string }>
> {
  const next = async (request: http.IncomingMessage, response: http.ServerResponse) =>
    void response.end(`a page at ${request.url}`);
  const handle = httpDoor(apiAddresses(next), { behindProxy: false });
  const server = http.createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return (method, path) =>
    new Promise((resolve, reject) => {
      const request = http.request({ port, method, path, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(Object.assign(response, { text })));
      });
      request.on('error', reject).end();
    });
}

test('what nobody has is refused by the API in its own way', async () => {
  const ask = await serve();
  for (const [method, path, reason] of [
    ['PURGE', '/api/v1/tenant', 'method_not_allowed'],
    ['GET', '/api/v1/%E0%A4%A', 'endpoint_not_found'],
    ['GET', '/api/v1/a/%?x=1', 'endpoint_not_found'],
    ['GET', '/api/v1/', 'endpoint_not_found'],
    ['POST', '/api//v1', 'endpoint_not_found'],
  ] as const) {
    const answer = await ask(method, path);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ reason, requestId: answer.headers['x-request-id'] });
  }
});

test('everything else is left alone', async () => {
  const ask = await serve();
  for (const [method, path] of [
    ['GET', '/api/v1/tenant?x=%E0%A4%A'],
    ['OPTIONS', '/api/v1/tenant'],
    ['PURGE', '/sign-in'],
    ['GET', '/%E0%A4%A'],
  ] as const)
    expect((await ask(method, path)).text).toBe(`a page at ${path}`);
});

test('slashes too many mean nothing', async () => {
  const ask = await serve();
  for (const path of ['/api/v1/tenant/?x=//', '//api/v1///tenant?x=//', '/api/v1/tenant?x=//'])
    expect((await ask('POST', path)).text).toBe('a page at /api/v1/tenant?x=//');
});
