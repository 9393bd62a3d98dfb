// Outlives the process that started it by a moment: when that process dies, however it
// died, every process and folder it named is cleaned up. Its standard input is the leash;
// it closes when the parent ends, also on SIGKILL. Plain JavaScript so that it starts fast.
import { rmSync } from 'node:fs';

const processes = new Set();
const folders = new Set();
let text = '';
let expected = false;

process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  text += chunk;
  const lines = text.split('\n');
  text = lines.pop() ?? '';
  for (const line of lines) obey(JSON.parse(line));
});
process.stdin.on('end', cleanUp);
process.stdin.on('error', cleanUp);
// Ctrl-C reaches the whole foreground group; the parent decides when this ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('SIGHUP', () => {});

function obey({ watch, forget, remove, leave }) {
  if (watch) processes.add(watch);
  if (forget) processes.delete(forget);
  if (remove) folders.add(remove);
  if (leave) expected = true;
}

/** Where the parent was killed, others notice a moment later and may still write meanwhile. */
function cleanUp() {
  for (const pid of processes) kill(pid);
  const until = Date.now() + (expected ? 0 : 1_000);
  const round = () => {
    for (const folder of folders) remove(folder);
    if (Date.now() >= until) process.exit(0);
    setTimeout(round, 100);
  };
  round();
}

/** A negative number is a process group, as in kill(2). */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // Somebody writes to it faster; the next round or the next start removes it.
  }
}
