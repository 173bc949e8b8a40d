'use client';
import { useState } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { cn } from '#components/ui/cn.ts';
import type { TenantLink } from './types.ts';

type TenantMarkProps = { tenant: Pick<TenantLink, 'name' | 'accent' | 'logo'>; size?: 'sm' | 'md' };

const sizes = { sm: 'size-5', md: 'size-6' };

/** A tenant's logo, or its initials, with its colour beside it; decorative, the name stands next to it. */
export function TenantMark({ tenant, size = 'md' }: TenantMarkProps) {
  const { name, accent, logo } = tenant;
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span aria-hidden className="inline-flex shrink-0 items-center gap-1">
      {accent ? (
        <span
          className={cn('w-0.75 rounded-full', size === 'sm' ? 'h-4' : 'h-5')}
          style={{ background: accent }}
        />
      ) : null}
      {logo && broken !== logo ? (
        <img
          src={logo}
          alt=""
          className={cn('shrink-0 rounded-sm object-contain', sizes[size])}
          onError={() => setBroken(logo)}
        />
      ) : (
        <Avatar name={name} square size={size} />
      )}
    </span>
  );
}
