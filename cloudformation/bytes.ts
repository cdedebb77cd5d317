const byteOrders: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' };

/** The text of a file. What `>` of Windows PowerShell writes begins with a mark of its byte order. */
export const decoded = (bytes: Buffer): string =>
  new TextDecoder(byteOrders[bytes.subarray(0, 2).toString('hex')] ?? 'utf-8').decode(bytes);
