import { expect, test } from 'vitest';
import { readZone } from './viewer-zone.ts';

test.each([
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['Mars/Olympus', 'UTC'],
  ['x'.repeat(100), 'UTC'],
  ['', 'UTC'],
  [undefined, 'UTC'],
])('the remembered zone %s reads as %s', (text, zone) => {
  expect(readZone(text)).toBe(zone);
});
