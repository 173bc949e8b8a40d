import { Logo } from '#components/logo.tsx';
import { Section } from '#components/section.tsx';

const colours = [
  'canvas',
  'surface',
  'sunken',
  'hover',
  'pressed',
  'line',
  'line-strong',
  'control',
  'faint',
  'soft',
  'ink',
  'accent',
  'accent-soft',
  'success',
  'success-soft',
  'warning',
  'warning-soft',
  'danger',
  'danger-soft',
  'info',
  'info-soft',
  'chart-1',
  'chart-2',
  'chart-3',
  'chart-4',
  'chart-5',
  'chart-6',
  'chart-other',
];

const sizes = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl', 'text-2xl'];

export function Foundations() {
  return (
    <Section title="Tokens">
      <Logo />
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4 lg:grid-cols-7">
        {colours.map((name) => (
          <li key={name} className="flex items-center gap-2 text-xs">
            <span
              aria-hidden
              className="size-8 shrink-0 rounded-md border border-line"
              style={{ background: `var(--${name})` }}
            />
            {name}
          </li>
        ))}
      </ul>
      <div className="space-y-1">
        {sizes.map((size) => (
          <p key={size} className={size}>
            {size} · Quota 额度 1,234.56
          </p>
        ))}
        <p className="font-mono text-xs">font-mono · sub_01938f2a7c4e7b10</p>
      </div>
    </Section>
  );
}
