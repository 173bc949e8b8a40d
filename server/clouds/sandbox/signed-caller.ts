/** A caller with a key of its own, for tests: signs a call, sends it, and tells what came back. */
import { canonicalQuery, type Query, signRequest } from '#server/clouds/volcengine/sign.ts';
import { realNow } from './clock.ts';

export type Reply = {
  status: number;
  /** Error code of a refusal, null on success. */
  code: string | null;
  codeN: number | null;
  requestId: string;
  /** The virtual time that the answer's Date header told. */
  cloudTime: Date;
  // Each test knows what it asked for.
  result: Record<string, unknown>;
};

export type CallOptions = {
  /** Sends the parameters as a JSON body. */
  post?: boolean;
  date?: Date;
  /** Replaces the body after signing. */
  tamper?: string;
  signal?: AbortSignal;
};

type Parameters = Record<string, unknown>;
const versions = {
  iam: '2018-01-01',
  projects: '2021-08-01',
  sts: '2018-01-01',
  billing: '2022-01-01',
  ark: '2024-01-01',
};
export type Service = keyof typeof versions;

export function signedCaller(url: string, credential: { accessKeyId: string; secretAccessKey: string }) {
  return async (
    service: Service,
    action: string,
    params: Parameters = {},
    options: CallOptions = {},
  ): Promise<Reply> => {
    const { host } = new URL(url);
    const query: Query[number][] = [
      ['Action', action],
      ['Version', versions[service]],
    ];
    if (!options.post) for (const [name, value] of Object.entries(params)) query.push([name, String(value)]);
    const body = options.post ? JSON.stringify(params) : '';
    const method = options.post ? 'POST' : 'GET';
    const headers = signRequest({
      ...credential,
      date: options.date ?? new Date(realNow()),
      region: 'cn-beijing',
      service: service === 'projects' ? 'iam' : service,
      method,
      host,
      path: '/',
      query,
      body,
    });
    const response = await fetch(`${url}/?${canonicalQuery(query)}`, {
      method,
      headers: options.post ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(options.post ? { body: options.tamper ?? body } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return readReply(response);
  };
}

async function readReply(response: Response): Promise<Reply> {
  const answer = (await response.json()) as {
    ResponseMetadata: { RequestId: string; Error?: { Code: string; CodeN: number } };
    Result?: Record<string, unknown>;
  };
  return {
    status: response.status,
    code: answer.ResponseMetadata.Error?.Code ?? null,
    codeN: answer.ResponseMetadata.Error?.CodeN ?? null,
    requestId: answer.ResponseMetadata.RequestId,
    cloudTime: new Date(response.headers.get('date') ?? ''),
    result: answer.Result ?? {},
  };
}
