/**
 * Runs inside a sandbox before anything untrusted does, by plain `node`, and tries to get out:
 * what answers is what an agent could reach. Takes a JSON list of tries and, where programs
 * inside are to use one, the URL of a proxy; prints a JSON list of what came of each, in order. Whoever asked knows what should.
 */
import { promises as dns } from 'node:dns';
import { connect } from 'node:net';
const patienceMs = 3_000;
const [, , list = '[]', proxy = ''] = process.argv;
const tries = JSON.parse(list);
const outcomes = await Promise.all(tries.map(attempt));
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
// A lookup that hangs would hold the process.
process.exit(0);
async function attempt({ kind, host, port }) {
    if (kind === 'name')
        return await firstReachable([lookUp(host), lookUpText(host)]);
    return await firstReachable([straight(host, port), ...throughProxy(host, port)]);
}
async function firstReachable(attempts) {
    const outcomes = await Promise.all(attempts);
    return (outcomes.find(({ observed }) => observed === 'reachable') ?? {
        observed: 'blocked',
        detail: outcomes.map(({ detail }) => detail).join(', '),
    });
}
function lookUp(host) {
    return inTime(dns.lookup(host).then(({ address }) => reachable(`resolved to ${address}`)));
}
/** A server's "no such name" went there and back, which is all that smuggling takes. */
function lookUpText(host) {
    const asked = dns.resolveTxt(host).then(() => reachable('a resolver answered'), (error) => {
        const code = codeOf(error);
        if (code === 'ENOTFOUND' || code === 'ENODATA')
            return reachable(`a resolver said ${code}`);
        throw error;
    });
    return inTime(asked);
}
function straight(host, port) {
    return inTime(opened(host, port).then((socket) => {
        socket.destroy();
        return reachable('connected');
    }));
}
function throughProxy(host, port) {
    if (!proxy || !URL.canParse(proxy))
        return [];
    const { hostname, port: at } = new URL(proxy);
    const name = host.includes(':') ? `[${host}]` : host;
    const asked = opened(hostname, Number(at)).then(async (socket) => {
        socket.write(`CONNECT ${name}:${port} HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`);
        const answer = await firstChunk(socket);
        socket.destroy();
        const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 'no answer';
        return status === '200' ? reachable('by proxy') : blocked(`proxy said ${status}`);
    });
    return [inTime(asked)];
}
function opened(host, port) {
    return new Promise((resolve, reject) => {
        const socket = connect({ host, port, timeout: patienceMs });
        socket.once('connect', () => resolve(socket));
        socket.once('error', reject);
        socket.once('timeout', () => {
            socket.destroy();
            reject(new Error('ETIMEDOUT'));
        });
    });
}
function firstChunk(socket) {
    return new Promise((resolve) => {
        socket.once('data', (chunk) => resolve(chunk.toString('latin1')));
        socket.once('close', () => resolve(''));
    });
}
async function inTime(work) {
    const late = new Promise((resolve) => {
        setTimeout(() => resolve(blocked('ETIMEDOUT')), patienceMs + 500).unref();
    });
    return await Promise.race([work.catch((error) => blocked(codeOf(error))), late]);
}
function reachable(detail) {
    return { observed: 'reachable', detail };
}
function blocked(detail) {
    return { observed: 'blocked', detail };
}
function codeOf(error) {
    if (error instanceof Error && 'code' in error)
        return String(error.code);
    return error instanceof Error ? error.message : 'unknown';
}
