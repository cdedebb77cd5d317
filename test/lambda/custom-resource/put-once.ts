import { parseResponseUrl, put } from '../../../lambda/custom-resource/send-answer';

/** One PUT of a process of its own, in which NODE_EXTRA_CA_CERTS is read: URL and body come in, the outcome goes out. */
const putOnce = async (): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const { url, body } = JSON.parse(Buffer.concat(chunks).toString()) as { url: string; body: string };
  const address = parseResponseUrl(url);
  if (address === undefined) throw new Error('no URL to answer to');
  const outcome = await put(address, body, 10_000).then(
    (status) => `HTTP ${status}`,
    (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.stdout.write(outcome);
};

void putOnce();
