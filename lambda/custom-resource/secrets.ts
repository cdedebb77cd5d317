/** Signatures and credentials by their shape, wherever a service repeats a request, in JSON or in an address. */
const shapes = /((?:security-token|signature|credential)(?:[\\"']*\s*[:=]|%3[ad])[\s\\"']*)[^\s"'\\&,<]+/gi;

/** Where CloudFormation has its answers put. */
const addresses = /https?:\/\/cloudformation-custom-resource-response[^\s"'\\]*/gi;

/** Characters. Shorter ones are the stand-ins of local tools, and may be ordinary words. */
const shortestSecret = 8;

/** Takes these values, and whatever has the shape of a signature or of a credential, out of a text. */
export const redact = (text: string, secrets: readonly (string | undefined)[]): string => {
  let redacted = text;
  for (const secret of secrets)
    if (secret !== undefined && secret.length >= shortestSecret)
      // As it is, and as it is in an address.
      for (const form of [secret, secret.replace(/[+/=]/g, encodeURIComponent)])
        redacted = redacted.replaceAll(form, '…');
  return redacted.replace(addresses, '…').replace(shapes, '$1…');
};
