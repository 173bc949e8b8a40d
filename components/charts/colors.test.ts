// The colours of charts, measured in the stylesheet itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Rgb = [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8');
const names = ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'];

/** Severe forms of the three colour blindnesses in linear RGB (Machado, Oliveira and Fernandes 2009). */
const visions: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function colorsOf(theme: string): (name: string) => Rgb {
  const block = css.slice(css.indexOf(`\n${theme} {`));
  return (name) => {
    const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(block)?.[1] ?? '';
    const part = (at: number) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return [part(0), part(2), part(4)];
  };
}

const dot = ([a, b, c]: Rgb, [x, y, z]: Rgb) => a * x + b * y + c * z;
const luminance = (rgb: Rgb) => dot([0.2126, 0.7152, 0.0722], rgb);

function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Distance in Oklab, times 100: about two are just told apart side by side. */
function distance(a: Rgb, b: Rgb, vision: Matrix): number {
  const [x, y] = [a, b].map((rgb) => {
    const seen = vision.map((row) => Math.max(0, dot(row, rgb))) as Rgb;
    const cone = [
      Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], seen)),
      Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], seen)),
      Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], seen)),
    ] as Rgb;
    return [
      dot([0.2104542553, 0.793617785, -0.0040720468], cone),
      dot([1.9779984951, -2.428592205, 0.4505937099], cone),
      dot([0.0259040371, 0.7827717662, -0.808675766], cone),
    ];
  });
  return 100 * Math.hypot(...(x ?? []).map((part, index) => part - (y?.[index] ?? 0)));
}

describe.each([':root', '.dark'])('the chart colours of %s', (theme) => {
  const color = colorsOf(theme);
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));

  test.each([...names, 'chart-other'])(
    '%s stands out from the surface without being black or white',
    (name) => {
      const seen = contrast(color(name), color('surface'));
      expect(seen).toBeGreaterThanOrEqual(3);
      expect(seen).toBeLessThan(12);
    },
  );

  test.each(Object.keys(visions))('stay apart in %s vision', (name) => {
    const vision = visions[name];
    const close = pairs.filter(([a, b]) => vision && distance(color(a), color(b), vision) < 9);
    expect(close).toEqual([]);
  });
});
