/** Which addresses and URLs given by a tenant may be reached at all. Pure; the connection itself is made in egress.ts. */
import ipaddr from 'ipaddr.js';

const MAX_URL_LENGTH = 2_000;
/** Names that mean this machine or this network, whatever a resolver says. */
const LOCAL_NAMES = /(^|\.)(localhost|local|internal|home\.arpa)$/;
/** Global unicast (RFC 4291, section 2.4): everything else in IPv6 is special, IPv4-compatible addresses included. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Public by its number, yet inside Azure it is the host that serves a machine's own secrets. */
const PLATFORM_HOSTS = ['168.63.129.16'];

/**
 * Whether an address belongs to the public internet. Loopback, private, link-local (cloud metadata), shared, unique-local,
 * multicast, documentation, benchmarking and reserved ranges do not, nor do IPv6 forms that carry an IPv4 address (mapped,
 * compatible, NAT64, 6to4, Teredo). What cannot be read does not either.
 */
export function isPublicAddress(address: string): boolean {
  if (PLATFORM_HOSTS.includes(address) || !ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6);
}

/** A literal address without its brackets; null for a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) ? bare : null;
}

/** `host:port` as an installation's list of exceptions spells it. */
function hostPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** Whether the installation itself names this host and port as reachable, in whatever network it is. */
export function isExempt(url: URL, allow: readonly string[]): boolean {
  return allow.some((entry) => entry.toLowerCase() === hostPort(url));
}

/**
 * Reads a URL that messages may be sent to; null when it may not: https on port 443 or from 1024, a full public name or
 * address, no user name or password. The URL parser turns every spelling of an IPv4 address (decimal, octal, hexadecimal,
 * short, other digits) into the usual one, so what is checked here is what is connected to. Hosts and ports in `allow` are
 * exempt from all but the form.
 */
export function outgoingUrl(text: string, allow: readonly string[]): URL | null {
  const url = text.length <= MAX_URL_LENGTH ? URL.parse(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) return null;
  url.hash = '';
  if (isExempt(url, allow)) return url;
  const port = Number(url.port || 443);
  if (url.protocol !== 'https:' || (port !== 443 && port < 1024)) return null;
  const address = literalAddress(url.hostname);
  if (address) return isPublicAddress(address) ? url : null;
  // A name without a dot is completed by the machine's own search list; one that ends in a dot evades comparisons.
  const whole = /^[^.].*\.[^.]+$/.test(url.hostname) && !LOCAL_NAMES.test(url.hostname);
  return whole ? url : null;
}
