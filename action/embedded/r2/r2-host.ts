import { once } from 'node:events';
import { Miniflare } from 'miniflare';
import { type Listening, StartR2 } from './r2-messages.ts';

/** The process that keeps the R2 server. It ends with its parent, however that one ends. */

const [message] = await once(process, 'message');
const { stateDir, bucket, accessKeyId, secretAccessKey } = StartR2.parse(message);

const miniflare = new Miniflare({
  modules: true,
  script: 'export default { fetch() { return new Response(null, { status: 404 }); } }',
  compatibilityDate: '2026-01-01',
  host: '127.0.0.1',
  port: 0,
  r2Buckets: { EVIDENCE: { id: bucket, s3Credentials: { accessKeyId, secretAccessKey } } },
  r2Persist: stateDir,
  cf: false,
  telemetry: { enabled: false },
});

// Also half-way up: the library's own exit hook kills the server that it may have started.
process.once('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);
// Ctrl-C reaches the whole group; the parent still has to store the evidence of its run.
process.on('SIGINT', () => undefined);
process.once('SIGTERM', () => void stop());

const url = await miniflare.ready;
const listening: Listening = { port: Number(url.port) };
process.send?.(listening);

async function stop(): Promise<void> {
  await miniflare.dispose();
  process.exit(0);
}
