import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { contrast, lostIn } from '#lib/contrast.ts';
import { access } from '#server/core/access.ts';
import { makeTenant } from '#tests/factories.ts';
import { readPicture } from './policy.ts';
import { setLogoInput, updateTenantInput } from './schema.ts';
import { readLogo, removeLogo, setLogo } from './service/branding.ts';
import { getTenant, listMyTenants, updateTenant } from './service.ts';

/** A PNG with these sides; nobody here looks at its checksums. */
function png(width: number, height: number, padding = 0): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  const end = Buffer.from('0000000049454e44ae426082', 'hex');
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(8))),
    chunk('tEXt', Buffer.alloc(padding)),
    end,
  ]);
}

function webp(kind: string, body: Buffer): Buffer {
  const sized = (data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(data.length);
    return Buffer.concat([length, data]);
  };
  const inner = Buffer.concat([Buffer.from(`WEBP${kind}`, 'latin1'), sized(body)]);
  return Buffer.concat([Buffer.from('RIFF'), sized(inner)]);
}

const lossy = webp('VP8 ', Buffer.from('0000009d012a40003000000000000000', 'hex'));
const lossless = webp('VP8L', Buffer.from('2f3fc00b000000000000000000000000', 'hex'));
const extended = webp('VP8X', Buffer.from('000000003f00002f0000000000000000', 'hex'));

test.each([
  ['PNG', png(64, 32), { contentType: 'image/png', width: 64, height: 32 }],
  ['lossy WebP', lossy, { contentType: 'image/webp', width: 64, height: 48 }],
  ['lossless WebP', lossless, { contentType: 'image/webp', width: 64, height: 48 }],
  ['extended WebP', extended, { contentType: 'image/webp', width: 64, height: 48 }],
])('a %s is known by its bytes', (_, bytes, picture) => {
  expect(readPicture(bytes)).toEqual(picture);
});

test.each([
  [
    'a drawing',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    'logo_format',
  ],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'.repeat(3)), 'logo_format'],
  ['a GIF', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(60)]), 'logo_format'],
  ['a PNG with a page behind it', Buffer.concat([png(8, 8), Buffer.from('<script>')]), 'logo_format'],
  ['a WebP with a page behind it', Buffer.concat([lossy, Buffer.from('<script>')]), 'logo_format'],
  ['a PNG cut short', png(8, 8).subarray(0, 40), 'logo_format'],
  ['more than 64 kB', png(8, 8, 66_000), 'logo_large'],
  ['too wide', png(1025, 8), 'logo_side'],
  ['without height', png(8, 0), 'logo_side'],
])('%s is no logo', (_, bytes, reason) => {
  expect(() => readPicture(bytes)).toThrow(expect.objectContaining({ reason }));
});

test('a logo is set, shown to members by its hash, replaced and removed', async () => {
  const { as, tenant } = await makeTenant();
  const image = png(32, 32).toString('base64');
  const { logo } = await setLogo(as.admin, { image });
  expect(logo).toMatch(/^[0-9a-f]{64}$/);
  expect(await setLogo(as.admin, { image })).toMatchObject({ logo });
  expect(await listMyTenants(as.viewer.actor.id)).toMatchObject([{ logo }]);
  expect(await readLogo(as.viewer, logo ?? '')).toMatchObject({ contentType: 'image/png' });
  const other = await makeTenant();
  await expect(readLogo(other.as.owner, logo ?? '')).rejects.toMatchObject({ code: 'not_found' });
  const next = await setLogo(as.admin, { image: lossy.toString('base64') });
  await expect(readLogo(as.viewer, logo ?? '')).rejects.toMatchObject({ code: 'not_found' });
  expect(await readLogo(as.viewer, next.logo ?? '')).toMatchObject({ contentType: 'image/webp' });
  await expect(setLogo(as.member, { image })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await removeLogo(as.admin)).toMatchObject({ logo: null });
  await removeLogo(as.admin);
  const entries = await access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } }),
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'tenant.set_logo',
    'tenant.set_logo',
    'tenant.remove_logo',
  ]);
  expect(setLogoInput.safeParse({ image: 'not base64!' }).error?.issues[0]?.message).toBe('logo_format');
});

test('an accent has to be seen in both themes', async () => {
  const { as } = await makeTenant();
  const fault = (accent: string) => updateTenantInput.safeParse({ accent }).error?.issues[0]?.message;
  expect(['#ffffff', '#ffd700', '#000000', '#1a1a40', 'red', '#c2410c'].map(fault)).toEqual([
    'accent_light',
    'accent_light',
    'accent_dark',
    'accent_dark',
    'accent_format',
    undefined,
  ]);
  expect(await updateTenant(as.admin, updateTenantInput.parse({ accent: ' #C2410C ' }))).toMatchObject({
    accent: '#c2410c',
  });
  expect(await updateTenant(as.admin, { accent: null })).toMatchObject({ accent: null });
  expect(await getTenant(as.viewer)).toMatchObject({ accent: null, logo: null });
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect([lostIn('#e11d48'), lostIn('#f5f5f5'), lostIn('#111111')]).toEqual([null, 'light', 'dark']);
});
