// Whatever the code writes into the log has a sentence, and so does what it is about. Read from the source itself.
import { expect, test } from 'vitest';
import { messagesFor } from '#lib/i18n/messages.ts';
import { webhookEventTypes } from '#lib/webhook-events.ts';
import { filesMatching, isTest, read } from '#tests/source-files.ts';

const { actions, targets, source, actorKind } = messagesFor('en').audit;
const keyOf = (action: string) => action.replaceAll('.', '_');
const sources = filesMatching('server/**/*.ts').filter((file) => !isTest(file) && !file.includes('/test-'));
const service = sources.filter((file) => /^server\/(core|[^/]+\/service(\.ts|\/))/.test(file));

/** Every text of the form of an action whose first word is that of one. */
function actionsIn(files: readonly string[]): Set<string> {
  const literals = files.flatMap((file) =>
    Array.from(read(file).matchAll(/(action: )?'([a-z][a-z-]*(?:\.[a-z][a-z_-]*)+)'/g)),
  );
  const nouns = new Set(
    literals.flatMap(([, marked, text = '']) => (marked ? [text.split('.')[0] ?? ''] : [])),
  );
  for (const known of Object.keys(actions)) nouns.add(known.split('_')[0] ?? '');
  return new Set(
    literals
      .map(([, , text = '']) => text)
      // Events have names of the same form, and sentences of their own.
      .filter(
        (text) => nouns.has(text.split('.')[0] ?? '') && !webhookEventTypes.some((type) => type === text),
      ),
  );
}

test('every action that is written has a sentence', () => {
  const written = [...actionsIn(service)];
  expect(written.length).toBeGreaterThan(60);
  expect(written.filter((action) => !Object.hasOwn(actions, keyOf(action)))).toEqual([]);
});

test('every kind of thing that entries are about has a word', () => {
  const kinds = new Set(
    service.flatMap((file) =>
      Array.from(read(file).matchAll(/target: \{ kind: '([a-z_-]+)'/g), ([, kind = '']) => kind),
    ),
  );
  expect(kinds.size).toBeGreaterThan(10);
  expect([...kinds].filter((kind) => !Object.hasOwn(targets, kind))).toEqual([]);
});

test('every door and every kind of actor has a word', () => {
  const named = (type: string) => {
    const [, union = ''] =
      new RegExp(`type ${type} =([^;]+(?:;[^;]*?\\}[^;]*)*);`).exec(read('server/core/ctx.ts')) ?? [];
    return union;
  };
  const doors = Array.from(named('Source').matchAll(/'(\w+)'/g), ([, door = '']) => door);
  expect(doors.sort()).toEqual(Object.keys(source).sort());
  const kinds = Array.from(read('server/core/ctx.ts').matchAll(/kind: '(\w+)'/g), ([, kind = '']) => kind);
  expect([...new Set(kinds)].sort()).toEqual(Object.keys(actorKind).sort());
});
