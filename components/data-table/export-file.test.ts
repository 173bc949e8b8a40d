import { describe, expect, it } from 'vitest';
import { exportParts, exportText } from './export-file.ts';
import type { Column } from './types.ts';

type Row = { name: string; spent: string | null; projects: number; guarded: boolean };
const cell = () => null;
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', cell, value: (row) => row.name },
  {
    id: 'quota',
    header: 'Quota',
    cell,
    parts: [
      { id: 'spent', header: 'Spent', value: (row) => row.spent },
      { id: 'guarded', header: 'Protected', value: (row) => row.guarded },
    ],
  },
  { id: 'menu', header: '', cell },
  { id: 'projects', header: 'Projects', cell, value: (row) => row.projects },
];
const rows: Row[] = [
  { name: '林薇, render', spent: '83.20', projects: 2, guarded: true },
  { name: '=cmd()', spent: null, projects: 0, guarded: false },
];

describe('an export', () => {
  it('has the columns as they are shown, in their order, and leaves out what is no value', () => {
    const parts = exportParts(columns, ['projects', 'menu', 'name', 'unknown']);
    expect(parts.map((part) => part.id)).toEqual(['projects', 'name']);
    expect(exportParts(columns, 'all').map((part) => part.id)).toEqual([
      'name',
      'spent',
      'guarded',
      'projects',
    ]);
  });

  it('writes CSV with the headers of the screen, and no formula', () => {
    expect(exportText('csv', exportParts(columns, ['name', 'quota']), rows)).toBe(
      'Name,Spent,Protected\r\n"林薇, render",83.20,true\r\n\'=cmd(),,false\r\n',
    );
  });

  it('writes JSON with values as they are, nothing as null', () => {
    const text = exportText('json', exportParts(columns, 'all'), rows);
    expect(JSON.parse(text)).toEqual([
      { name: '林薇, render', spent: '83.20', guarded: true, projects: 2 },
      { name: '=cmd()', spent: null, guarded: false, projects: 0 },
    ]);
  });

  it('of nothing is a header alone', () => {
    expect(exportText('csv', exportParts(columns, ['name']), [])).toBe('Name\r\n');
    expect(exportText('json', exportParts(columns, ['name']), [])).toBe('[]\n');
  });
});
