import { AppError } from '#lib/errors.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;
const OFFER_DAYS = 7;
const MAX_LOGO_BYTES = 64 * 1024;
const MAX_LOGO_SIDE = 1024;

/** When a tenant that is deleted now goes for good. */
export const purgeDay = (now: Date) => new Date(now.getTime() + KEPT_DAYS * DAY_MS);

/** Until when an offer to hand the tenant over can be accepted. */
export const offerExpiry = (now: Date) => new Date(now.getTime() + OFFER_DAYS * DAY_MS);

/** Throws `slug_differs` unless somebody typed the address of the tenant that they mean. */
export function assertSlug(typed: string, slug: string): void {
  if (typed === slug) return;
  const fields = [{ path: 'slug', message: 'slug_differs' }];
  throw new AppError('invalid_input', 'slug_differs', { params: { slug }, fields });
}

type Picture = { contentType: 'image/png' | 'image/webp'; width: number; height: number };

/**
 * What a picture is by its own bytes, whatever its name says. Throws `logo_large`, `logo_format` for anything but a PNG
 * (W3C PNG 3) or WebP (RFC 9649), and `logo_side` for one of more than 1024 pixels.
 */
export function readPicture(bytes: Buffer): Picture {
  if (bytes.length > MAX_LOGO_BYTES) throw logoFault('logo_large');
  const picture = readPng(bytes) ?? readWebp(bytes);
  if (!picture) throw logoFault('logo_format');
  const { width, height } = picture;
  if (Math.min(width, height) < 1 || Math.max(width, height) > MAX_LOGO_SIDE) throw logoFault('logo_side');
  return picture;
}

function logoFault(reason: 'logo_large' | 'logo_format' | 'logo_side'): AppError {
  return new AppError('invalid_input', reason, { fields: [{ path: 'image', message: reason }] });
}

const PNG_HEAD = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

function readPng(bytes: Buffer): Picture | null {
  const whole =
    bytes.length > 45 && bytes.subarray(0, 16).equals(PNG_HEAD) && bytes.subarray(-12).equals(PNG_END);
  if (!whole) return null;
  return { contentType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function readWebp(bytes: Buffer): Picture | null {
  const text = (at: number) => bytes.toString('latin1', at, at + 4);
  if (bytes.length < 30 || text(0) !== 'RIFF' || text(8) !== 'WEBP') return null;
  // The announced length has to be that of the file: nothing hides behind the picture.
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return null;
  const size = webpSize(text(12), bytes);
  return size && { contentType: 'image/webp', ...size };
}

function webpSize(kind: string, bytes: Buffer): { width: number; height: number } | null {
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8L' && bytes[20] === 0x2f) {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a) {
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  }
  return null;
}
