import { LoaderCircle } from 'lucide-react';
import { cn } from './cn.ts';

/** A turning circle; decorative, so say what is loading beside it. */
export function Spinner({ className }: { className?: string | undefined }) {
  return (
    <LoaderCircle aria-hidden className={cn('size-4 animate-spin motion-reduce:animate-none', className)} />
  );
}
