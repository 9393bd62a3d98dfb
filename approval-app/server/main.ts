import { readEnvironment } from './environment.ts';
import { startApprovalApp } from './start-approval-app.ts';

const read = readEnvironment(process.env);
if ('problems' in read) {
  for (const problem of read.problems) process.stderr.write(`approval app: ${problem}\n`);
  process.exit(2);
}
const app = await startApprovalApp({
  ...read.options,
  log: (line) => void process.stderr.write(line),
});
process.stdout.write(`approval app: ${app.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await app.close();
    process.exit(0);
  });
}
