/** The data plane of the model platform: OpenAI's chat completions, paid for by the project of the API key. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { formatAmount } from './amount.ts';
import { fallSilent, newRequestId, readBody, sendJson } from './http.ts';
import type { Account, ArkKey } from './model.ts';
import { tokenCost } from './products.ts';
import type { Sandbox } from './sandbox.ts';

const CHARS_PER_TOKEN = 4;
const KNOWN_MODELS = /^(doubao|deepseek|kimi|glm)-[a-z0-9.-]+$/;

const problems = {
  AuthenticationError: [401, 'Unauthorized'],
  InvalidParameter: [400, 'BadRequest'],
  'InvalidEndpoint.ClosedEndpoint': [400, 'BadRequest'],
  'InvalidEndpointOrModel.NotFound': [404, 'NotFound'],
  'RateLimitExceeded.EndpointRPMExceeded': [429, 'TooManyRequests'],
  InternalServiceError: [500, 'InternalServerError'],
} as const;

class ArkProblem extends Error {
  readonly code: keyof typeof problems;

  constructor(code: keyof typeof problems, message: string) {
    super(message);
    this.code = code;
  }
}

const fail = (code: keyof typeof problems, message: string): never => {
  throw new ArkProblem(code, message);
};

type Chat = {
  model: string;
  prompt: string;
  last: string;
  maxTokens: number;
  stream: boolean;
  usageChunk: boolean;
};

/** Serves `POST /api/v3/chat/completions`; never throws. */
export async function serveArkChat(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { store } = sandbox;
  const owner = ownerOf(sandbox, request.headers.authorization);
  const fault = sandbox.faults.take('ark', 'ChatCompletions', owner?.account.id ?? null);
  const now = () => store.now(owner?.account);
  const id = newRequestId(now());
  const note = (status: number, code: string | null, done: boolean) =>
    sandbox.calls.add({
      service: 'ark',
      action: 'ChatCompletions',
      accountId: owner?.account.id ?? null,
      user: null,
      signed: owner?.key.active ?? false,
      status,
      code,
      done,
    });
  try {
    const body = await readBody(request);
    if (fault?.kind === 'timeout_before_effect') {
      note(0, null, false);
      return await fallSilent(response, fault.delayMs);
    }
    if (fault?.kind === 'throttled')
      fail('RateLimitExceeded.EndpointRPMExceeded', 'The endpoint is over its limit.');
    if (fault?.kind === 'server_error') fail('InternalServiceError', 'The service failed.');
    const { account, key } = usable(owner);
    const chat = readChat(body.toString('utf8'));
    const endpoint = resolveModel(account, key, chat.model);
    const answer = complete(chat);
    const amount = formatAmount(tokenCost(answer.inputTokens, answer.outputTokens));
    const { inputTokens, outputTokens } = answer;
    const tokens = { inputTokens, outputTokens, amount };
    store.commit('ark.use', { account: account.id, keyId: key.id, ...endpoint, ...tokens });
    note(fault?.kind === 'timeout_after_effect' ? 0 : 200, null, true);
    if (fault?.kind === 'timeout_after_effect') return await fallSilent(response, fault.delayMs);
    respond(response, chat, answer, { id: `chatcmpl-${id}`, now: now() });
  } catch (error) {
    const problem =
      error instanceof ArkProblem ? error : new ArkProblem('InternalServiceError', 'The sandbox failed.');
    const [status, type] = problems[problem.code];
    note(status, problem.code, false);
    const message = `${problem.message} Request id: ${id}`;
    sendJson(response, status, { error: { code: problem.code, message, param: '', type } }, now());
  }
}

type Owner = { account: Account; key: ArkKey };

/** Whose key the request carries, switched on or off. */
function ownerOf({ store }: Sandbox, header: string | undefined): Owner | undefined {
  const secret = /^Bearer (\S+)$/.exec(header ?? '')?.[1] ?? '';
  const found = store.world.arkSecrets.get(secret);
  const account = found && store.world.accounts.get(found.accountId);
  const key = account?.arkKeys.get(found?.keyId ?? '');
  return account && key && { account, key };
}

function usable(owner: Owner | undefined): Owner {
  if (!owner?.key.active)
    return fail('AuthenticationError', 'The API key in the request is missing or invalid.');
  return owner;
}

/** A model's name, or an endpoint of the key's own project. */
function resolveModel(account: Account, key: ArkKey, name: string): { endpointId: string; model: string } {
  const endpoint = account.endpoints.get(name);
  if (endpoint?.project === key.project) {
    if (!endpoint.running)
      fail('InvalidEndpoint.ClosedEndpoint', 'The endpoint is closed or temporarily unavailable.');
    return { endpointId: endpoint.id, model: endpoint.model };
  }
  if (endpoint || !KNOWN_MODELS.test(name))
    return fail(
      'InvalidEndpointOrModel.NotFound',
      `The model or endpoint ${name} does not exist or is not yours.`,
    );
  return { endpointId: '', model: name };
}

function readChat(text: string): Chat {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return fail('InvalidParameter', 'The body is not JSON.');
  }
  const { model, messages, max_tokens, stream, stream_options } = (body ?? {}) as Record<string, unknown>;
  if (typeof model !== 'string' || model === '') return fail('InvalidParameter', 'model must be a text.');
  if (!Array.isArray(messages) || messages.length === 0)
    return fail('InvalidParameter', 'messages must be a list with at least one message.');
  const texts = messages.map((message: unknown) =>
    contentText((message as { content?: unknown } | null)?.content),
  );
  const maxTokens = typeof max_tokens === 'number' && max_tokens > 0 ? Math.floor(max_tokens) : 4096;
  const usageChunk = (stream_options as { include_usage?: unknown } | undefined)?.include_usage === true;
  return {
    model,
    prompt: texts.join('\n'),
    last: texts.at(-1) ?? '',
    maxTokens,
    stream: stream === true,
    usageChunk,
  };
}

/** Content is a text, or a list of parts of which the text parts count. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => String((part as { text?: unknown } | null)?.text ?? '')).join(' ');
}

type Answer = { text: string; inputTokens: number; outputTokens: number; cut: boolean };

function complete(chat: Chat): Answer {
  const whole = `Sandbox answer to: ${chat.last.slice(0, 200)}`;
  const text = whole.slice(0, chat.maxTokens * CHARS_PER_TOKEN);
  const tokens = (value: string) => Math.max(1, Math.ceil(value.length / CHARS_PER_TOKEN));
  return { text, inputTokens: tokens(chat.prompt), outputTokens: tokens(text), cut: text !== whole };
}

type Stamp = { id: string; now: number };

function respond(response: ServerResponse, chat: Chat, answer: Answer, { id, now }: Stamp): void {
  const { inputTokens: prompt_tokens, outputTokens: completion_tokens } = answer;
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
  const finish_reason = answer.cut ? 'length' : 'stop';
  const head = { id, created: Math.floor(now / 1000), model: chat.model };
  if (!chat.stream) {
    const message = { role: 'assistant', content: answer.text };
    const choices = [{ index: 0, message, logprobs: null, finish_reason }];
    sendJson(response, 200, { ...head, object: 'chat.completion', choices, usage }, now);
    return;
  }
  const chunk = (choices: unknown[], more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`,
    );
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    date: new Date(now).toUTCString(),
  });
  for (const piece of answer.text.match(/\S+\s*/g) ?? [])
    chunk([{ index: 0, delta: { role: 'assistant', content: piece }, finish_reason: null }]);
  chunk([{ index: 0, delta: {}, finish_reason }]);
  if (chat.usageChunk) chunk([], { usage });
  response.end('data: [DONE]\n\n');
}
