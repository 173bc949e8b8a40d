import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** The product in three sentences, each with the drawing that stands for it in the console. */
export function AuthPanel() {
  const t = useTranslations('auth.panel');
  return (
    <ul className="grid w-full max-w-110 gap-10">
      <Point title={t('measureTitle')} body={t('measureBody')} drawing={<Bars />} />
      <Point title={t('quotaTitle')} body={t('quotaBody')} drawing={<Quota />} />
      <Point title={t('valveTitle')} body={t('valveBody')} drawing={<Steps />} />
    </ul>
  );
}

function Point({ title, body, drawing }: { title: string; body: string; drawing: ReactNode }) {
  return (
    <li className="grid grid-cols-[7rem_1fr] items-center gap-6">
      <svg
        viewBox="0 0 112 64"
        aria-hidden="true"
        className="w-28 rounded-lg border border-line bg-surface text-quota"
      >
        {drawing}
      </svg>
      <div className="min-w-0 space-y-1">
        <p className="font-medium text-base text-ink">{title}</p>
        <p className="text-pretty text-soft text-sm">{body}</p>
      </div>
    </li>
  );
}

/** Days of spending, no two alike; the last two are estimates, hence pale. */
const heights = [14, 18, 12, 22, 26, 20, 30, 27, 34, 31];

function Bars() {
  return heights.map((height, day) => (
    <rect
      key={height}
      x={12 + day * 9}
      y={50 - height}
      width="6"
      height={height}
      rx="1.5"
      className={day < heights.length - 2 ? 'fill-quota' : 'fill-quota opacity-40'}
    />
  ));
}

function Quota() {
  return (
    <>
      <rect x="12" y="28" width="88" height="8" rx="4" className="fill-quota-track" />
      <path d="M16 28h54v8H16a4 4 0 0 1 0-8Z" className="fill-quota" />
      <rect x="70" y="28" width="10" height="8" className="fill-quota opacity-40" />
      <path d="M56 23v18M82.4 23v18M91.2 23v18" className="stroke-control" />
    </>
  );
}

function Steps() {
  return (
    <>
      <path d="M30 16v32" className="stroke-line-strong" strokeWidth="2" />
      {[16, 32, 48].map((y) => (
        <g key={y}>
          <circle cx="30" cy={y} r="5" className="fill-surface stroke-success" strokeWidth="1.5" />
          <path d={`m27.6 ${y} 1.8 1.8 3-3.4`} className="fill-none stroke-success" strokeWidth="1.5" />
          <rect x="44" y={y - 2} width={y === 32 ? 34 : 48} height="4" rx="2" className="fill-line-strong" />
        </g>
      ))}
    </>
  );
}
