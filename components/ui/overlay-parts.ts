export { Command } from 'cmdk';
export { AlertDialog, Dialog, Popover, Portal } from 'radix-ui';
export { DismissableLayer, Menu, Popper } from 'radix-ui/internal';
export { AlertPanel } from './alert-panel.tsx';
export { DialogPanel } from './dialog-panel.tsx';
export { SelectList } from './select-list.tsx';
export { SheetPanel } from './sheet-panel.tsx';
