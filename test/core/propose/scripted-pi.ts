import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A program that talks like Pi over RPC and needs no model: asked for anything, it writes
 * `content` into `file`, talks for a while, and settles.
 */
export function scriptedPi(file: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'scripted-pi-'));
  const program = `import { writeFileSync } from 'node:fs';
const say = (record) => process.stdout.write(JSON.stringify(record) + '\\n');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let rest = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  for (const line of lines) answer(JSON.parse(line));
});
function answer({ id, type }) {
  say({ id, type: 'response', command: type, success: true, data: {} });
  if (type === 'prompt') void work();
}
async function work() {
  say({ type: 'agent_start' });
  for (let word = 0; word < 20; word += 1) {
    say({ type: 'message_update', message: { role: 'assistant', content: 'x'.repeat(500) } });
    await pause(60);
  }
  writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(content)});
  const usage = { input: 10, output: 5, cacheRead: 0, cacheWrite: 0, cost: { total: 0.001 } };
  const content = [{ type: 'text', text: 'Done.' }];
  say({ type: 'message_end', message: { role: 'assistant', content, stopReason: 'stop', usage } });
  say({ type: 'agent_end', messages: [] });
  say({ type: 'agent_settled', aborted: false });
}
`;
  mkdirSync(join(folder, 'dist', 'bundle'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"0.0.0"}');
  writeFileSync(join(folder, 'dist', 'bundle', 'cli.js'), program);
  return folder;
}
