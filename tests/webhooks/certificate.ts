import forge from 'node-forge'

export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** One key for all: making one takes longer than everything else here. */
const keys = forge.pki.rsa.generateKeyPair(2_048)
const DAY_MS = 86_400_000
const IP_ADDRESS = 7
const DNS_NAME = 2

/** A certificate that signs itself, for names and IP addresses; its days of validity begin yesterday, or as said. */
export function certificateFor(names: readonly string[], addresses: readonly string[] = [], days = 2): Certificate {
  const cert = forge.pki.createCertificate()
  cert.publicKey = keys.publicKey
  cert.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`
  cert.validity.notBefore = new Date(Date.now() - DAY_MS * Math.max(1, 1 - days))
  cert.validity.notAfter = new Date(Date.now() + DAY_MS * (days - 1))
  const subject = [{ name: 'commonName', value: names[0] ?? addresses[0] ?? 'nobody' }]
  cert.setSubject(subject)
  cert.setIssuer(subject)
  const altNames = [...names.map((value) => ({ type: DNS_NAME, value })), ...addresses.map((ip) => ({ type: IP_ADDRESS, ip }))]
  cert.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames },
  ])
  cert.sign(keys.privateKey, forge.md.sha256.create())
  return { cert: forge.pki.certificateToPem(cert), key: forge.pki.privateKeyToPem(keys.privateKey) }
}
