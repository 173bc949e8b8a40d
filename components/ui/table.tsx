'use client';
import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { cn } from './cn.ts';

/** Plain table parts for short, fixed lists; anything searched, sorted or paged is a DataTable. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  const frame = useRef<HTMLDivElement>(null);
  const [wider, setWider] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWider(element.scrollWidth > element.clientWidth));
    for (const each of [element, ...element.children]) watch.observe(each);
    return () => watch.disconnect();
  }, []);
  return (
    // Positioned, so that hidden texts inside widen this frame at the most, and never the page. What is cut off is
    // reached with the arrow keys, so then the frame can be focused.
    <div ref={frame} tabIndex={wider ? 0 : undefined} className="relative w-full overflow-x-auto">
      <table className={cn('w-full border-collapse text-left text-sm', className)} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('border-line border-b', className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&_tr:last-child]:border-b-0', className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('border-line border-b', className)} {...props} />;
}

type CellAlign = { align?: 'start' | 'end' };

export function TableHeader({
  className,
  align = 'start',
  ...props
}: Omit<ComponentProps<'th'>, 'align'> & CellAlign) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 whitespace-nowrap px-3 font-medium text-soft text-xs first:pl-4 last:pr-4',
        align === 'end' && 'text-right',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({
  className,
  align = 'start',
  ...props
}: Omit<ComponentProps<'td'>, 'align'> & CellAlign) {
  return (
    <td
      className={cn(
        'h-10 px-3 tabular-nums first:pl-4 last:pr-4 [&>.inline-flex]:align-middle',
        align === 'end' && 'text-right',
        className,
      )}
      {...props}
    />
  );
}
