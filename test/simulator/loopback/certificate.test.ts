import { X509Certificate } from 'node:crypto';
import * as https from 'node:https';
import { startIotService } from '../../../simulator/iot';
import { loopbackCertificate } from '../../../simulator/loopback/certificate';

const statusOf = (url: string, ca: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    https
      .get(url, { ca, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .once('error', reject);
  });

test.each([
  ['localhost', (certificate: X509Certificate) => certificate.checkHost('localhost')],
  ['127.0.0.1', (certificate: X509Certificate) => certificate.checkIP('127.0.0.1')],
  ['::1', (certificate: X509Certificate) => certificate.checkIP('::1')],
])('the certificate is good for %s', async (_name, check) => {
  expect(check(new X509Certificate((await loopbackCertificate()).cert))).toBeDefined();
});

test('the certificate is good for no other host', async () => {
  const certificate = new X509Certificate((await loopbackCertificate()).cert);
  expect(certificate.checkHost('example.com')).toBeUndefined();
  expect(certificate.checkIP('192.0.2.1')).toBeUndefined();
});

test('a client that knows the certificate trusts the server, another one does not', async () => {
  const tls = await loopbackCertificate();
  const server = await startIotService({ region: 'eu-west-1', accountId: '123456789012', tls });
  try {
    expect(server.url).toMatch(/^https:/);
    expect(await statusOf(`${server.url}/tags`, tls.cert)).toBe(403);
    await expect(statusOf(`${server.url}/tags`, (await loopbackCertificate()).cert)).rejects.toThrow(/certificate/);
  } finally {
    await server.close();
  }
});

test('a reset over TLS looks like a reset', async () => {
  const tls = await loopbackCertificate();
  const server = await startIotService({ region: 'eu-west-1', accountId: '123456789012', tls });
  try {
    server.faults.add({ effect: { kind: 'reset', when: 'before' } });
    await expect(statusOf(`${server.url}/tags`, tls.cert)).rejects.toMatchObject({ code: 'ECONNRESET' });
  } finally {
    await server.close();
  }
});
