import { generate } from 'selfsigned';

/**
 * A fresh self-signed certificate for `localhost`, `127.0.0.1` and `::1`, both parts in PEM. It is its own certificate
 * authority: a Node process trusts it when NODE_EXTRA_CA_CERTS names a file that holds `cert`.
 */
export const loopbackCertificate = async (): Promise<{ readonly key: string; readonly cert: string }> => {
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: pair.private, cert: pair.cert };
};
