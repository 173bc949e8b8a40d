/** What every floating list shares: select, dropdown, popover, command. */
export const menuPanelStyles =
  'z-50 overflow-hidden rounded-lg border border-line bg-raised text-ink shadow-pop duration-140 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=closed]:animate-out data-[state=closed]:fade-out-0';

export const menuItemStyles =
  'relative flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-[disabled]:pointer-events-none data-[highlighted]:bg-hover data-[disabled]:opacity-50 [&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0';
