/** Ways to make us connect to what is not public, and to what is no receiver of webhooks, by class. `{port}` is where the canary listens. */
export interface Trick {
  readonly class: string
  readonly url: string
  /** what the host's name leads to; absent: the name is not to be asked for */
  readonly resolves?: readonly string[]
  /** what it leads to from the second time on: the URL is in order when it is registered */
  readonly later?: readonly string[]
  /** with no guard at all, a connection made by the system reaches loopback */
  readonly reaches?: true
  /** refused by its form, whoever is named in `allow` */
  readonly form?: true
}

const NAME = 'https://partner.example:{port}/hook'
/** A class of URLs whose hosts are addresses. */
const literals = (name: string, hosts: readonly string[]): readonly Trick[] =>
  hosts.map((host) => ({ class: name, url: `https://${host}:{port}/hook` }))
/** A class of addresses that an innocent name leads to. */
const named = (name: string, addresses: readonly string[]): readonly Trick[] =>
  addresses.map((address) => ({ class: name, url: NAME, resolves: [address] }))
const reaching = (tricks: readonly Trick[]): readonly Trick[] => tricks.map((trick) => ({ ...trick, reaches: true }))
/** URLs that are refused as they are written. */
const written = (name: string, urls: readonly string[]): readonly Trick[] => urls.map((url) => ({ class: name, url, form: true }))

export const TRICKS: readonly Trick[] = [
  ...reaching(literals('loopback', ['127.0.0.1', '[::1]', '[0:0:0:0:0:0:0:1]'])),
  ...reaching(named('loopback', ['127.0.0.1', '::1'])),
  ...literals('loopback', ['127.0.0.2', '127.255.255.254']),
  ...named('loopback', ['127.1.2.3']),
  ...reaching(literals('unspecified', ['0.0.0.0', '0', '[::]'])),
  ...reaching(named('unspecified', ['0.0.0.0', '::'])),
  ...literals('unspecified', ['0.1.2.3']),
  ...literals('private', ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.255']),
  ...named('private', ['10.1.2.3', '172.20.0.1', '192.168.1.1']),
  ...literals('link-local and metadata', ['169.254.169.254', '169.254.170.2', '169.254.0.1', '[fe80::1]', '[febf::1]']),
  ...literals('link-local and metadata', ['100.100.100.200', '192.0.0.192', '168.63.129.16', '[fd00:ec2::254]', '[fd20:ce::254]']),
  ...named('link-local and metadata', ['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '168.63.129.16']),
  ...literals('carrier-grade NAT', ['100.64.0.1', '100.127.255.254']),
  ...named('carrier-grade NAT', ['100.64.0.1']),
  ...literals('multicast and broadcast', ['224.0.0.1', '239.255.255.250', '255.255.255.255', '[ff02::1]', '[ff0e::1]']),
  ...named('multicast and broadcast', ['224.0.0.251', '255.255.255.255', 'ff02::fb']),
  ...literals('reserved, documentation and benchmarks', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '240.0.0.1']),
  ...literals('reserved, documentation and benchmarks', ['192.0.0.8', '192.88.99.1', '192.175.48.1', '192.52.193.1', '254.1.1.1']),
  ...literals('reserved, documentation and benchmarks', [
    '[2001:db8::1]',
    '[3fff::1]',
    '[2001:2::1]',
    '[100::1]',
    '[2001:10::1]',
    '[2001:20::1]',
  ]),
  ...literals('unique local and outside of 2000::/3', [
    '[fc00::1]',
    '[fdff:ffff::1]',
    '[fec0::1]',
    '[4000::1]',
    '[5f00::1]',
    '[1::1]',
    '[e000::1]',
  ]),
  ...named('unique local and outside of 2000::/3', ['fc00::1', 'fd12:3456::1', 'fec0::1', '8000::1']),
  ...reaching(literals('IPv4 within IPv6', ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::ffff:0.0.0.0]'])),
  ...reaching(named('IPv4 within IPv6', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:0.0.0.0'])),
  ...literals('IPv4 within IPv6', ['[::ffff:10.0.0.1]', '[::ffff:8.8.8.8]', '[::127.0.0.1]', '[::ffff:0:127.0.0.1]', '[2002:7f00:1::1]']),
  ...literals('IPv4 within IPv6', [
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::7f00:1]',
    '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
  ]),
  ...named('IPv4 within IPv6', ['::127.0.0.1', '2002:a9fe:a9fe::1', '64:ff9b::7f00:1', '2001::1', '::ffff:169.254.169.254']),
  ...named('scoped addresses', ['fe80::1%lo', 'fe80::1%1', '::1%lo', '2606:4700::1111%eth0']),
  ...written('scoped addresses', ['https://[fe80::1%25lo]:{port}/', 'https://[fe80::1%lo]:{port}/', 'https://[::1%25lo]:{port}/']),
  ...reaching(
    literals('odd encodings', ['0177.0.0.1', '0x7f.0.0.1', '0x7f.1', '0x7f000001', '2130706433', '017700000001', '127.1', '127.0.1']),
  ),
  ...reaching(literals('odd encodings', ['00000177.0.0.01', '127.0.0.1.', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1', '127．0．0．1'])),
  ...reaching(literals('odd encodings', ['%31%32%37.0.0.1', '127%2e0%2e0%2e1', '127.0.0.\u00ad1', '0x7F.0X0.00.1', '%30x7f.1', '0x0'])),
  ...literals('odd encodings', ['0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '[::FFFF:169.254.169.254]', '169.254.43518']),
  ...written('odd encodings', [
    'https://127.0.0.256:{port}/',
    'https://127.0.0.1.5:{port}/',
    'https://4294967296:{port}/',
    'https://[127.0.0.1]:{port}/',
  ]),
  ...written('odd encodings', ['https://0x7f.0.0.1.example.0x7f:{port}/', 'https://[::1:{port}/', 'https://[::ffff:127.0.0.1.]:{port}/']),
  ...named('odd answers of the resolver', ['0177.0.0.1', '127.1', '2130706433', '0x7f.1', 'localhost', '', '127.0.0.1 ', '[::1]']),
  ...literals('names within', [
    'localhost',
    'LOCALHOST',
    'foo.localhost',
    'localhost.',
    'ⓛocalhost',
    'local\u00adhost',
    'localhost.localdomain',
  ]),
  ...literals('names within', ['redis', 'metadata', 'metadata.google.internal', 'printer.local', 'wiki.corp', 'nas.home', 'box.lan']),
  ...literals('names within', [
    'router.home.arpa',
    '1.0.0.127.in-addr.arpa',
    'db.intranet',
    'x.private',
    'partner.example.',
    'partner.example%2e',
  ]),
  { class: 'one of many is not public', url: NAME, resolves: ['93.184.215.14', '127.0.0.1'] },
  { class: 'one of many is not public', url: NAME, resolves: ['127.0.0.1', '93.184.215.14'] },
  { class: 'one of many is not public', url: NAME, resolves: ['93.184.215.14', '1.1.1.1', '8.8.8.8', '9.9.9.9', '10.0.0.1'] },
  { class: 'one of many is not public', url: NAME, resolves: ['93.184.215.14', '::1'] },
  { class: 'one of many is not public', url: NAME, resolves: ['2606:4700::1111', '::ffff:127.0.0.1'] },
  { class: 'one of many is not public', url: 'https://7f000001.5db8d70e.rbndr.example:{port}/', resolves: ['93.184.215.14', '0.0.0.0'] },
  { class: 'rebinding', url: NAME, resolves: ['93.184.215.14'], later: ['127.0.0.1'] },
  { class: 'rebinding', url: NAME, resolves: ['93.184.215.14'], later: ['::1'] },
  { class: 'rebinding', url: NAME, resolves: ['2606:4700::1111'], later: ['::ffff:127.0.0.1'] },
  { class: 'rebinding', url: NAME, resolves: ['93.184.215.14'], later: ['0.0.0.0'] },
  { class: 'rebinding', url: NAME, resolves: ['93.184.215.14'], later: ['169.254.169.254'] },
  { class: 'rebinding', url: NAME, resolves: ['93.184.215.14', '8.8.8.8'], later: ['93.184.215.14', '127.0.0.1'] },
  ...written('schemes', ['ftp://127.0.0.1:{port}/', 'file:///etc/passwd', 'gopher://127.0.0.1:{port}/_x', 'javascript:alert(1)']),
  { class: 'schemes', url: 'http://127.0.0.1:{port}/' },
  { class: 'schemes', url: 'http://partner.example:{port}/', resolves: ['93.184.215.14'] },
  ...written('schemes', [
    'data:text/html,x',
    'ws://127.0.0.1:{port}/',
    'wss://127.0.0.1:{port}/',
    'unix:/var/run/docker.sock',
    'blob:https://127.0.0.1:{port}/x',
  ]),
  ...written('schemes', [
    '//127.0.0.1:{port}/',
    '127.0.0.1:{port}',
    '/hook',
    '',
    'https:',
    'https://',
    'https:127.0.0.1:{port}',
    'https:/127.0.0.1:{port}/',
  ]),
  ...written('schemes', [
    'https:///127.0.0.1:{port}/',
    'https://?127.0.0.1',
    'view-source:https://127.0.0.1:{port}/',
    'url:https://127.0.0.1:{port}/',
  ]),
  ...written('user info', [
    'https://good.example@127.0.0.1:{port}/',
    'https://good.example:443@127.0.0.1:{port}/',
    'https://@127.0.0.1:{port}/',
  ]),
  ...written('user info', [
    'https://u:p@good.example:{port}/',
    'https://good.example%2523@127.0.0.1:{port}/',
    'https://good.example:@127.0.0.1:{port}/',
  ]),
  ...written('user info', ['https://good.example@good.example@127.0.0.1:{port}/', 'https://127.0.0.1:{port}@good.example:{port}/']),
  ...written('characters that are repaired', [
    'https:\\\\127.0.0.1:{port}\\',
    'https://good.example\\@127.0.0.1:{port}/',
    'https://127.0.0.1:{port}\\.good.example/',
  ]),
  ...written('characters that are repaired', [
    'https://127.0\t.0.1:{port}/',
    'https://127.0.0.1\n:{port}/',
    'ht\ntps://127.0.0.1:{port}/',
    ' https://127.0.0.1:{port}/',
  ]),
  ...written('characters that are repaired', [
    'https://127.0.0.1:{port}/ x',
    'https://127.0.0.1:{port}/\r\nx-injected: 1',
    '\u0000https://127.0.0.1:{port}/',
  ]),
  ...written('characters that are repaired', [
    'https://good.example:{port}/\u00a0',
    'https://good.example\u0000.127.0.0.1:{port}/',
    'https://good.example:{port}/\u007f',
  ]),
  ...written('fragments and lengths', [
    'https://good.example:{port}/#',
    'https://good.example#@127.0.0.1:{port}/',
    'https://127.0.0.1:{port}#.good.example/',
  ]),
  ...written('fragments and lengths', [
    `https://good.example:{port}/${'a'.repeat(2_000)}`,
    `https://good.example:{port}/${'ä'.repeat(1_000)}`,
  ]),
  ...['22', '25', '53', '80', '110', '143', '389', '445', '465', '631', '993', '1', '1023'].map((port) => ({
    class: 'ports of other services',
    url: `https://good.example:${port}/`,
    resolves: ['93.184.215.14'],
  })),
  ...written('ports of other services', [
    'https://good.example:0/',
    'https://good.example:65536/',
    'https://good.example:-1/',
    'https://good.example:443x/',
  ]),
]
