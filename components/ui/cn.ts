import { type ClassValue, clsx } from 'clsx';
import { mergeClasses } from './class-merge.ts';

/** Joins class names; the later of two conflicting Tailwind classes wins. */
export function cn(...inputs: ClassValue[]): string {
  return mergeClasses(clsx(inputs));
}
