// One sample: loads a handler as Lambda's runtime client does, gives it a Create and an Update, and reports what each
// took. Runs alone in a fresh process; what it reports goes to descriptor 3.
import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { entry, handlerName, events, detour, remaining = 60_000 } = JSON.parse(readFileSync(0, 'utf8'));
const milliseconds = (nanoseconds) => Number(nanoseconds) / 1e6;
const now = () => ({ wall: milliseconds(process.hrtime.bigint()), cpu: process.cpuUsage() });
const between = (start, end) => ({
  wall: end.wall - start.wall,
  cpu: (end.cpu.user + end.cpu.system - start.cpu.user - start.cpu.system) / 1000,
});
const end = Date.now() + remaining;
const context = {
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:provider',
  logStreamName: 'benchmark',
  getRemainingTimeInMillis: () => end - Date.now(),
};

// Some handlers answer to port 443 of the host, whatever the address says. That costs them nothing: it is in their favor
// that a part of TLS is loaded before the clock starts.
if (detour !== undefined) {
  const { default: tls } = await import('node:tls');
  const connect = tls.connect;
  tls.connect = (options, ...rest) => connect(options.port === 443 ? { ...options, port: detour } : options, ...rest);
}

const times = [now()];
const loaded = await import(pathToFileURL(entry).href);
times.push(now());
const handler = loaded[handlerName] ?? loaded.default[handlerName];
for (const event of events) {
  await handler(event, context);
  times.push(now());
}
const [load, cold, warm = cold] = times.slice(1).map((time, index) => between(times[index], time));
const peak = process.resourceUsage().maxRSS / 1024;
writeSync(3, JSON.stringify({ start: times[0].wall, load, cold, warm, peak }));
process.exit(0);
