/**
 * Stands between a long-running program and a transport that tears, repeats and forgets. Runs
 * inside a sandbox, by plain `node`, and speaks short ASCII lines that carry their number:
 *
 *   shim <word> <heartbeat ms> <stdout file> <stderr file> <max bytes of each> <program> [args]
 *
 *   out: <word> <number> o <base64>   the next piece of stdout, compressed as one raw deflate stream
 *        <word> <number> h            still there
 *        <word> <number> x <code>     the program ended and all its output was told
 *   in:  <word> <number> <base64>     a line for the program; the same number twice counts once
 *
 * Whatever does not begin with the word is not ours: echoes, notices, other programs. A blank
 * line follows each, because the vendor's client keeps the last bytes of a stream to itself.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { constants as system } from 'node:os';
import { constants, createDeflateRaw } from 'node:zlib';
/** A line stays below what vendors write in one piece. */
const pieceBytes = 2_100;
/** For output that comes after the program's end, from children that hold its pipe. */
const graceMs = 1_000;
const [word = '', heartbeat = '', outFile = '', errFile = '', most = '', ...command] = process.argv.slice(2);
let number = 0;
let spoke = performance.now();
const [program = '', ...args] = command;
const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
const ended = codeOf(child);
const beat = setInterval(() => {
    if (performance.now() - spoke >= Number(heartbeat))
        void say('h');
}, Number(heartbeat) / 2);
keep(child.stderr, errFile);
keep(child.stdout, outFile);
listen();
await Promise.race([tell(child.stdout), ended.then(later)]);
const code = await ended;
clearInterval(beat);
await say(`x ${code}`);
process.exit(0);
async function tell(output) {
    const packed = output.pipe(createDeflateRaw({ flush: constants.Z_SYNC_FLUSH }));
    for await (const chunk of packed) {
        for (let from = 0; from < chunk.length; from += pieceBytes) {
            await say(`o ${chunk.subarray(from, from + pieceBytes).toString('base64')}`);
        }
    }
}
/** Waits while the transport is behind, and with it the program. */
async function say(what) {
    spoke = performance.now();
    number += 1;
    if (!process.stdout.write(`${word} ${number} ${what}\n\n`))
        await once(process.stdout, 'drain');
}
/** The first bytes in a file, whatever becomes of the transport. */
function keep(output, path) {
    const file = createWriteStream(path, { mode: 0o600 });
    file.on('error', () => undefined);
    let left = Number(most);
    output.on('data', (chunk) => {
        if (left > 0)
            file.write(chunk.subarray(0, left));
        left -= chunk.length;
    });
}
function listen() {
    let rest = '';
    let next = 1;
    child.stdin.on('error', () => undefined);
    process.stdin.on('end', () => child.stdin.end());
    process.stdin.setEncoding('latin1').on('data', (text) => {
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
            const [, at, content = ''] = /^(\d+) ([A-Za-z0-9+/=]*)$/.exec(ours(line) ?? '') ?? [];
            if (Number(at) !== next)
                continue;
            next += 1;
            child.stdin.write(`${Buffer.from(content, 'base64').toString('utf8')}\n`);
        }
    });
}
function ours(line) {
    return line.startsWith(`${word} `) ? line.slice(word.length + 1) : undefined;
}
/** 126 and 127 as a shell has them; 128 and the signal's number when one ended it. */
async function codeOf(running) {
    return await new Promise((resolve) => {
        running.once('error', (error) => resolve('code' in error && error.code === 'ENOENT' ? 127 : 126));
        running.once('exit', (exitCode, signal) => resolve(exitCode ?? 128 + (signal ? system.signals[signal] : 0)));
    });
}
function later() {
    return new Promise((resolve) => setTimeout(resolve, graceMs));
}
