/** Signatures and credentials by their shape, wherever a service repeats a request: names of headers and of parameters. */
const shapes = /((?:x-amz-)?(?:security-token|signature|credential)["']?\s*[:=]\s*["']?)[^\s"'\\&,<]+/gi;

/** Characters. Shorter ones are the stand-ins of local tools, and may be ordinary words. */
const shortestSecret = 16;

/** Takes these values, and whatever has the shape of a signature or of a credential, out of a text. */
export const redact = (text: string, secrets: readonly (string | undefined)[]): string => {
  let redacted = text;
  for (const secret of secrets)
    if (secret !== undefined && secret.length >= shortestSecret) redacted = redacted.replaceAll(secret, '…');
  return redacted.replace(shapes, '$1…');
};
