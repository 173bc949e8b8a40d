/**
 * Rows to CSV (RFC 4180, CRLF). A cell that a spreadsheet would run as a formula is defused with an apostrophe; plain
 * negative numbers are left alone.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map(csvCell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands the browser a text made on the spot; a byte order mark keeps Chinese readable in Excel. */
export function downloadText(
  fileName: string,
  text: string,
  type: 'text/csv' | 'text/plain' | 'application/json' = 'text/plain',
): void {
  const parts = type === 'text/csv' ? ['\uFEFF', text] : [text];
  downloadBlob(fileName, new Blob(parts, { type: `${type};charset=utf-8` }));
}

/** Hands the browser a file made on the spot. */
export function downloadBlob(fileName: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
