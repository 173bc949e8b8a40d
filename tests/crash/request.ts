// The API of another process.
import type { Answer, request } from '#tests/procedures.ts';

/** Like `request` to the door in this process, over HTTP. Rejects when the other process goes away meanwhile. */
export function requestTo(url: string): typeof request {
  return async <Body>(
    ...[method, path, { secret, body, headers = {} } = {}]: Parameters<typeof request>
  ): Promise<Answer<Body>> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(secret && { authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };
}
