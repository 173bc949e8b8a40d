/** Percentages as people type them (`50, 80 90%`, also with Chinese commas), rising; what is no number becomes NaN. */
export function parseSteps(text: string): number[] {
  return text
    .split(/[\s,;，、；]+/)
    .filter(Boolean)
    .map((part) => (/^\d+[%％]?$/.test(part) ? Number.parseInt(part, 10) : Number.NaN))
    .sort((a, b) => a - b);
}
