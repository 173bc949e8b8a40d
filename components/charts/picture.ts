/** A chart as a PNG: the drawing with its colours and fonts written into it, under its title, over its legend. */
import type { LegendItem } from './legend.tsx';

const SCALE = 2;
const PAD = 24;
const XMLNS = 'http://www.w3.org/2000/svg';

export type Picture = {
  title: string;
  /** Which figures these are: filters and days. */
  subtitle?: string | undefined;
  /** How far they go. */
  footnote?: string | undefined;
  legend: readonly (LegendItem & { text: string })[];
  /** As it is drawn in the page at the picture's width. */
  drawing: SVGSVGElement;
};

/** Properties of drawn elements that come from stylesheets, variables or inheritance. */
const resolved = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-anchor',
];

/** Makes the picture, at twice its size. Throws when the browser cannot. */
export async function makePicture(picture: Picture): Promise<Blob> {
  const look = getComputedStyle(document.body);
  const theme = (name: string) => look.getPropertyValue(name).trim();
  const width = Number(picture.drawing.viewBox.baseVal.width);
  const height = Number(picture.drawing.viewBox.baseVal.height);
  const family = look.fontFamily;
  const text = (x: number, y: number, words: string, size: number, color: string, weight = 400) =>
    element('text', { x, y, 'font-size': size, 'font-weight': weight, fill: theme(color) }, words);
  const parts: Element[] = [text(PAD, PAD + 16, picture.title, 16, '--ink', 600)];
  let top = PAD + 24;
  if (picture.subtitle) {
    parts.push(text(PAD, top + 16, picture.subtitle, 13, '--soft'));
    top += 24;
  }
  top += 12;
  parts.push(drawingAt(picture.drawing, PAD, top, width, height));
  top += height + 16;
  const legend = legendRows(picture.legend, width, family);
  for (const { item, x, row } of legend) parts.push(...entry(item, PAD + x, top + row * 22, theme));
  top += legend.length > 0 ? ((legend.at(-1)?.row ?? 0) + 1) * 22 + 4 : 0;
  parts.push(element('line', { x1: PAD, x2: PAD + width, y1: top, y2: top, stroke: theme('--line') }));
  if (picture.footnote) parts.push(text(PAD, top + 20, picture.footnote, 12, '--faint'));
  const mark = text(PAD + width, top + 20, 'AirGate', 12, '--faint', 500);
  mark.setAttribute('text-anchor', 'end');
  parts.push(mark);
  const size = { width: width + 2 * PAD, height: top + 20 + PAD / 2 };
  const figures = 'font-variant-numeric:tabular-nums';
  const root = element('svg', { xmlns: XMLNS, ...size, 'font-family': family, style: figures });
  const ground = element('rect', { width: '100%', height: '100%', fill: theme('--surface') });
  root.append(element('style', {}, await fontFaces(family)), ground, ...parts);
  return rasterise(new XMLSerializer().serializeToString(root), size);
}

function element(name: string, attributes: Record<string, string | number>, words?: string): Element {
  const made = document.createElementNS(XMLNS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (words !== undefined) made.textContent = words;
  return made;
}

/** The drawing as a part of another, every look written on the elements themselves. */
function drawingAt(drawing: SVGSVGElement, x: number, y: number, width: number, height: number): Element {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawing, copy].map((svg) => [...svg.querySelectorAll<SVGElement>('*')]);
  for (const [index, original] of (from ?? []).entries()) {
    const style = getComputedStyle(original);
    const target = to?.[index];
    for (const name of resolved) target?.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'role', 'tabindex']) target?.removeAttribute(name);
  }
  copy.removeAttribute('class');
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value));
  return copy;
}

function legendRows(items: Picture['legend'], width: number, family: string) {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen) pen.font = `12px ${family}`;
  let x = 0;
  let row = 0;
  return items.map((item) => {
    const size = 24 + (pen?.measureText(item.text).width ?? item.text.length * 7) + 20;
    if (x > 0 && x + size > width) {
      x = 0;
      row++;
    }
    const place = { item, x, row };
    x += size;
    return place;
  });
}

function entry(item: Picture['legend'][number], x: number, y: number, theme: (name: string) => string) {
  const words = element('text', { x: x + 22, y: y + 10, 'font-size': 12, fill: theme('--soft') }, item.text);
  return [...swatch(item, x, y), words];
}

function swatch({ mark, color }: Picture['legend'][number], x: number, y: number): Element[] {
  const fill = plainColor(color);
  const line = (x1: number, y1: number, x2: number, y2: number, more: Record<string, string | number> = {}) =>
    element('line', {
      x1: x + x1,
      y1: y + y1,
      x2: x + x2,
      y2: y + y2,
      stroke: fill,
      'stroke-width': 2,
      ...more,
    });
  const box = (opacity: number) =>
    element('rect', { x: x + 4, y: y + 1, width: 10, height: 10, rx: 2, fill, 'fill-opacity': opacity });
  if (mark === 'line') return [line(0, 6, 16, 6)];
  if (mark === 'dashed') return [line(0, 6, 16, 6, { 'stroke-dasharray': '4 3' })];
  if (mark === 'tick') return [line(9, 1, 9, 11)];
  if (mark === 'pale') return [box(0.35)];
  if (mark === 'hatched') return [box(0.2), line(5, 7, 10, 2), line(7, 10, 13, 4)];
  return [box(1)];
}

/** A colour without variables and mixes, as the browser works it out. */
function plainColor(color: string): string {
  const probe = document.createElement('i');
  probe.style.color = color;
  document.body.append(probe);
  const plain = getComputedStyle(probe).color;
  probe.remove();
  return plain;
}

/** The page's own fonts as rules that carry them: an image sees nothing of the page around it. */
async function fontFaces(family: string): Promise<string> {
  const wanted = family.split(',').map((name) => name.trim().replaceAll('"', ''));
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const faces = rules.flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const name = rule.style.getPropertyValue('font-family').replaceAll('"', '');
    const address = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
    const base = rule.parentStyleSheet?.href ?? document.baseURI;
    return wanted.includes(name) && address ? [{ name, url: new URL(address, base), rule }] : [];
  });
  const written = await Promise.all(
    faces.map(async ({ name, url, rule }) => {
      const data = await dataAddress(await (await fetch(url)).blob());
      const weight = rule.style.getPropertyValue('font-weight') || '400';
      return `@font-face{font-family:"${name}";font-weight:${weight};src:url(${data})}`;
    }),
  );
  return written.join('');
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

async function rasterise(svg: string, { width, height }: { width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser draws no pictures');
  pen.scale(SCALE, SCALE);
  pen.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture came out empty'))),
      'image/png',
    ),
  );
}
