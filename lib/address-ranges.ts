/** Ranges of internet addresses in CIDR form. An IPv4 address inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export type AddressRange = { start: Address; bits: number };

const MAPPED_BITS = 96;

/** Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; null for anything else, short and odd spellings included. */
export function readRange(text: string): AddressRange | null {
  const [literal = '', suffix, ...rest] = text.split('/');
  const given = readLiteral(literal);
  if (!given || rest.length > 0 || (suffix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(suffix))) return null;
  const width = given.kind() === 'ipv4' ? 32 : 128;
  const bits = suffix === undefined ? width : Number(suffix);
  if (bits > width) return null;
  if (!(given instanceof ipaddr.IPv6) || !given.isIPv4MappedAddress()) return { start: given, bits };
  // Wider than all of IPv4 it would mean parts of IPv6 that are no addresses of anybody.
  return bits < MAPPED_BITS ? null : { start: given.toIPv4Address(), bits: bits - MAPPED_BITS };
}

/** The usual spelling: the first address of the range, and how many bits of it count unless all do. */
export function rangeText({ start, bits }: AddressRange): string {
  const width = start.kind() === 'ipv4' ? 32 : 128;
  const first =
    start instanceof ipaddr.IPv4
      ? ipaddr.IPv4.networkAddressFromCIDR(`${start.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${start.toString()}/${bits}`);
  return bits === width ? first.toString() : `${first.toString()}/${bits}`;
}

/** Whether an address lies in one of the ranges; one that cannot be read lies in none. */
export function inRanges(address: string, ranges: readonly AddressRange[]): boolean {
  const read = readLiteral(address);
  if (!read) return false;
  const plain = read instanceof ipaddr.IPv6 && read.isIPv4MappedAddress() ? read.toIPv4Address() : read;
  return ranges.some(({ start, bits }) => start.kind() === plain.kind() && plain.match(start, bits));
}

/** What one caller can change at will is one place: an IPv6 network of 64 bits, or an IPv4 address. */
export function placeOf(address: string): string {
  const read = readLiteral(address);
  return read instanceof ipaddr.IPv6 ? rangeText({ start: read, bits: 64 }) : address;
}

/** The deprecated `::192.0.2.1` is nobody's address, although the parser takes it for the mapped one. */
const COMPATIBLE = /^::\d+\./;

function readLiteral(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (COMPATIBLE.test(text)) return null;
  return text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)
    ? ipaddr.IPv6.parse(text)
    : null;
}
