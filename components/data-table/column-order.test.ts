import { describe, expect, it } from 'vitest';
import { moveColumn, switchColumn } from './column-order.ts';

const all = ['name', 'cloud', 'status', 'spent', 'created'];
const fixed = ['name'];

describe('the columns of a table', () => {
  it('move up and down, and never before a fixed one', () => {
    expect(moveColumn(['name', 'cloud', 'status', 'spent'], fixed, 'spent', -1)).toEqual([
      'name',
      'cloud',
      'spent',
      'status',
    ]);
    expect(moveColumn(['name', 'cloud', 'status'], fixed, 'cloud', -1)).toEqual(['name', 'cloud', 'status']);
    expect(moveColumn(['name', 'cloud', 'status'], fixed, 'cloud', 9)).toEqual(['name', 'status', 'cloud']);
    expect(moveColumn(['name', 'cloud'], fixed, 'name', 1)).toEqual(['name', 'cloud']);
  });

  it('come back where they belong, even among columns that were moved', () => {
    expect(switchColumn(['name', 'spent', 'cloud'], all, 'status', true)).toEqual([
      'name',
      'spent',
      'cloud',
      'status',
    ]);
    expect(switchColumn(['name', 'created'], all, 'cloud', true)).toEqual(['name', 'cloud', 'created']);
    expect(switchColumn([], all, 'status', true)).toEqual(['status']);
  });

  it('go, and stay when they are there already', () => {
    expect(switchColumn(['name', 'cloud'], all, 'cloud', false)).toEqual(['name']);
    expect(switchColumn(['name', 'cloud'], all, 'cloud', true)).toEqual(['name', 'cloud']);
  });
});
