import { expect, test } from 'vitest';
import { areas } from './areas.ts';
import { messageFile, messageFileNamed } from './message-files.ts';
import { messagesFor } from './messages.ts';

test('a file holds the messages of its area in its language, and nothing else', async () => {
  const { href, text } = await messageFile('docs', 'zh-CN');
  expect(href).toMatch(/^\/messages\/docs\.zh-CN\.[0-9a-f]{16}\.json$/);
  expect(Object.keys(JSON.parse(text)).sort()).toEqual([...areas.docs].sort());
  expect(JSON.parse(text).common).toEqual(messagesFor('zh-CN').common);
});

test('it is found by its name; of an older one the present text is given, and not to be kept', async () => {
  const { href } = await messageFile('public', 'en');
  const name = href.split('/').pop() ?? '';
  expect(await messageFileNamed(name)).toMatchObject({ same: true, href });
  expect(await messageFileNamed('public.en.0123456789abcdef.json')).toMatchObject({ same: false, href });
});

test.each(['secret.en.0.json', 'public.xx.0.json', '__proto__.en.0.json', 'public', ''])(
  '%s is no file',
  async (name) => expect(await messageFileNamed(name)).toBeNull(),
);
