'use client';
import type { Command as Primitive } from 'cmdk';
import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { overlays } from './overlays.ts';

export function Command({ className, ...props }: ComponentProps<typeof Primitive>) {
  const { Command: Parts } = overlays.here();
  return <Parts className={cn('flex min-h-0 flex-col overflow-hidden', className)} {...props} />;
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Primitive.Input>) {
  const { Command: Parts } = overlays.here();
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-3">
      <Search aria-hidden className="size-4 shrink-0 text-faint" />
      <Parts.Input
        className={cn(
          'h-full w-full min-w-0 bg-transparent text-base outline-none placeholder:text-faint',
          className,
        )}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  const { Command: Parts } = overlays.here();
  return (
    <Parts.List className={cn('max-h-80 overflow-y-auto overscroll-contain p-1', className)} {...props} />
  );
}

export function CommandEmpty(props: ComponentProps<typeof Primitive.Empty>) {
  const { Command: Parts } = overlays.here();
  return <Parts.Empty className="px-3 py-8 text-center text-sm text-soft" {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Primitive.Group>) {
  const { Command: Parts } = overlays.here();
  return (
    <Parts.Group
      className={cn(
        '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs',
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  const { Command: Parts } = overlays.here();
  return (
    <Parts.Item
      className={cn(
        'flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1.5 text-sm outline-none data-[disabled=true]:pointer-events-none data-[selected=true]:bg-hover data-[disabled=true]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint',
        className,
      )}
      {...props}
    />
  );
}
