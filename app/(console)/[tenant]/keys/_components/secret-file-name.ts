/** The name of the file that a key's secret is saved in, without its ending. */
export const secretFileName = (name: string) => `airgate-key-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
