import { cn } from './cn.ts';

const sizes = { sm: 'size-5 text-xs', md: 'size-6 text-xs', lg: 'size-8 text-sm' };

type AvatarProps = { name: string; size?: keyof typeof sizes; square?: boolean; className?: string };

/** Initials of a person (round) or a tenant (square); decorative, the name stands beside it. */
export function Avatar({ name, size = 'md', square, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-grid shrink-0 select-none place-items-center bg-accent-soft font-semibold text-accent-ink',
        square ? 'rounded-sm' : 'rounded-full',
        sizes[size],
        className,
      )}
    >
      {size === 'sm' ? [...initials(name)][0] : initials(name)}
    </span>
  );
}

/** `Ada Lovelace` is AL, a Chinese name its last character, an address its first letter. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = '?'] = words;
  if (/\p{Script=Han}/u.test(first)) return [...first].at(-1) ?? '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}
