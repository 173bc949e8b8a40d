import { expect, test } from 'vitest';
import { deviceOf, isPhone } from './device.ts';

const MAC_CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

test('browsers and systems are told by name', () => {
  expect(deviceOf(MAC_CHROME)).toBe('Chrome · macOS');
  expect(deviceOf(IPHONE)).toBe('Safari · iOS');
  expect(deviceOf(`${MAC_CHROME} Edg/140.0`)).toBe('Edge · macOS');
  expect([isPhone(IPHONE), isPhone(MAC_CHROME)]).toEqual([true, false]);
});

test('what is not known is not guessed', () => {
  expect(deviceOf(null)).toBeNull();
  expect(deviceOf('curl/8.5')).toBeNull();
});
