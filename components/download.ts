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
