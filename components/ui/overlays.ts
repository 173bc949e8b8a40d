'use client';
import { late } from './late.ts';

/** What menus, popovers, lists, tooltips and dialogs are made of: all in one file, since none of it is seen at first. */
export const overlays = late(() => import('./overlay-parts.ts'));
