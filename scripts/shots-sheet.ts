// All pictures on one page that needs nothing but a browser: a row for each page, columns that can be chosen.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shot } from './shots-browser.ts';

const htmlText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const parts = ['locale', 'theme', 'width'] as const;

/** Writes `index.html` beside the pictures. */
export async function writeSheet(folder: string, shots: readonly Shot[]): Promise<void> {
  const rows = [...new Set(shots.map(({ address }) => address))].sort();
  const choices = parts.map((part) => {
    const options = ['all', ...new Set(shots.map((shot) => String(shot[part])))];
    return `<fieldset><legend>${part}</legend>${options
      .map(
        (option, index) =>
          `<label><input type="radio" name="${part}" id="${part}-${option}"${index === 0 ? ' checked' : ''}> ${option}</label>`,
      )
      .join('')}</fieldset>`;
  });
  const hide = parts.flatMap((part) =>
    [...new Set(shots.map((shot) => String(shot[part])))].map(
      (option) =>
        `body:has(#${part}-${option}:checked) figure:not([data-${part}="${option}"]) { display: none; }`,
    ),
  );
  const sections = rows.map((address) => {
    const own = shots
      .filter((shot) => shot.address === address)
      .sort(
        (a, b) => b.width - a.width || a.locale.localeCompare(b.locale) || b.theme.localeCompare(a.theme),
      );
    return `<section id="${htmlText(address)}"><h2>${htmlText(address)}</h2><div>${own.map(figure).join('')}</div></section>`;
  });
  const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>AirGate: every page</title>
<style>
  body { margin: 0; font: 14px/20px system-ui, sans-serif; background: #f3f4f6; color: #16181d; }
  header { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 16px; align-items: center; padding: 8px 16px; background: #fff; border-bottom: 1px solid #d3d5da; }
  fieldset { display: flex; gap: 10px; margin: 0; padding: 0; border: 0; }
  legend { float: left; margin-right: 4px; color: #5a5f6b; }
  section { padding: 16px; scroll-margin-top: 48px; }
  h2 { margin: 0 0 8px; font: 500 14px/20px ui-monospace, monospace; }
  section > div { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; }
  figure { margin: 0; background: #fff; border: 1px solid #d3d5da; border-radius: 6px; overflow: hidden; }
  img { display: block; width: 420px; max-height: 520px; object-fit: cover; object-position: top; }
  figure[data-width="390"] img { width: 150px; }
  figcaption { padding: 4px 8px; color: #5a5f6b; font-size: 12px; }
  ${hide.join('\n  ')}
</style>
<header><strong>${rows.length} pages, ${shots.length} pictures</strong>${choices.join('')}</header>
${sections.join('\n')}
</html>
`;
  await writeFile(join(folder, 'index.html'), html);
}

function figure({ file, locale, theme, width }: Shot): string {
  return `<figure data-locale="${locale}" data-theme="${theme}" data-width="${width}"><a href="${file}"><img loading="lazy" alt="" src="${file}"></a><figcaption>${locale} · ${theme} · ${width}</figcaption></figure>`;
}
