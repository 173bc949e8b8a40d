import { describe, expect, test } from 'vitest';
import { isPublicAddress, outgoingUrl } from './egress-address.ts';

describe('an address', () => {
  test.each([
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'this network'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'metadata of Alibaba Cloud'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['168.63.129.16', 'wire server of Azure'],
    ['169.254.169.254', 'metadata'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.192', 'metadata of Oracle'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relay'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarking'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::7f00:1', 'IPv4-compatible'],
    ['::808:808', 'IPv4-compatible of a public address'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:8.8.8.8', 'IPv4-mapped of a public address'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::7f00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:2::1', 'benchmarking'],
    ['2001:10::1', 'ORCHID'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4'],
    ['3fff::1', 'documentation'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'unique-local'],
    ['fd00:ec2::254', 'metadata over IPv6'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['2606:4700::1%1', 'public with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['4000::1', 'unassigned'],
    ['not an address', 'nothing'],
    ['', 'nothing'],
  ])('%s is not public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '2606:4700::1111',
    '2a00::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a URL', () => {
  test.each([
    ['https://2130706433/', 'a decimal address'],
    ['https://0177.0.0.1/', 'an octal address'],
    ['https://0x7f.1/', 'a hexadecimal address'],
    ['https://0x7f000001/', 'a hexadecimal address'],
    ['https://127.1/', 'a short address'],
    ['https://127.0.0.1./', 'an address with a trailing dot'],
    ['https://①②⑦.⓪.⓪.①/', 'circled digits'],
    ['https://１２７.0.0.1/', 'full-width digits'],
    ['https://127。0。0。1/', 'ideographic dots'],
    ['https://%31%32%37.0.0.1/', 'escaped digits'],
    ['https:\\\\127.0.0.1\\x', 'backslashes'],
    ['https://127.0.0.1\t/', 'a tab that parsers drop'],
    ['https://[::1]/', 'loopback'],
    ['https://[::ffff:127.0.0.1]/', 'a mapped address'],
    ['https://[::127.0.0.1]/', 'a compatible address'],
    ['https://[64:ff9b::169.254.169.254]/', 'metadata behind NAT64'],
    ['https://[fe80::1%25eth0]/', 'a zone'],
    ['https://[fd00:ec2::254]/', 'metadata'],
    ['https://169.254.169.254/latest/meta-data', 'metadata'],
    ['https://localhost/', 'this machine'],
    ['https://LOCALHOST/', 'this machine'],
    ['https://localhost./', 'this machine with a trailing dot'],
    ['https://api.localhost/', 'this machine'],
    ['https://metadata.google.internal/', 'metadata by name'],
    ['https://printer.local/', 'this network'],
    ['https://router.home.arpa/', 'this network'],
    ['https://intranet/', 'a name without a dot'],
    ['https://hooks.example.com./', 'a trailing dot'],
    ['https://.example/', 'an empty label'],
    ['http://hooks.example.com/', 'no encryption'],
    ['ftp://hooks.example.com/', 'another protocol'],
    ['file:///etc/passwd', 'a file'],
    ['https://user@hooks.example.com/', 'a user'],
    ['https://:secret@hooks.example.com/', 'a password'],
    ['https://8.8.8.8@127.0.0.1/', 'a host that is a user'],
    ['https://hooks.example.com:22/', 'the port of another service'],
    ['https://hooks.example.com:465/', 'the port of another service'],
    ['https://hooks.example.com:99999/', 'no port'],
    [`https://hooks.example.com/${'x'.repeat(2_000)}`, 'too long'],
    ['hooks.example.com', 'no protocol'],
    ['', 'nothing'],
  ])('%s is refused: %s', (text) => {
    expect(outgoingUrl(text, [])).toBeNull();
  });

  test('that is allowed is kept as it will be used', () => {
    expect(outgoingUrl('https://Hooks.Example.com/A?b=c#part', [])?.href).toBe(
      'https://hooks.example.com/A?b=c',
    );
    expect(outgoingUrl('https://münchen.example/x', [])?.href).toBe('https://xn--mnchen-3ya.example/x');
    expect(outgoingUrl('https://8.8.8.8:8443/x', [])?.href).toBe('https://8.8.8.8:8443/x');
    expect(outgoingUrl('https://[2606:4700::1111]/', [])?.href).toBe('https://[2606:4700::1111]/');
  });

  test('of an exempt host and port is allowed, of its neighbours it is not', () => {
    const allow = ['127.0.0.1:8080', 'hooks.Intranet:80', '[::1]:443'];
    const allowed = (text: string) => outgoingUrl(text, allow) !== null;
    expect(allowed('http://127.1:8080/x')).toBe(true);
    expect(allowed('http://hooks.intranet/x')).toBe(true);
    expect(allowed('https://[0:0::1]/x')).toBe(true);
    expect(allowed('http://127.0.0.1:8081/x')).toBe(false);
    expect(allowed('http://127.0.0.2:8080/x')).toBe(false);
    expect(allowed('http://user:secret@127.0.0.1:8080/x')).toBe(false);
    expect(allowed('ftp://127.0.0.1:8080/x')).toBe(false);
  });
});
