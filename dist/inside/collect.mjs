/**
 * Runs inside a sandbox, by plain `node`, next to whatever an agent left there. It says what
 * the work tree holds compared with the base; nobody outside believes it: its output is
 * decoded by schema, and git on the trusted side hashes every content again.
 *
 *   list <workspace> <base> <listing> <rules> <sha1|sha256> <max entries> <max rule bytes>
 *   pack <workspace> <wanted> <frames> <max bytes>
 *
 * Paths are bytes, written as base64. No link is followed and the sandbox's git is not asked.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
const gitName = Buffer.from('.git');
const rulesName = Buffer.from('.gitignore');
const [verb = '', workspace = '', input = '', output = '', ...rest] = process.argv.slice(2);
// Relative paths from here: an absolute one could be longer than the system takes.
process.chdir(workspace);
if (verb === 'list')
    list(readBase(input), output, rest);
else if (verb === 'pack')
    pack(readLines(input), output, Number(rest[0]));
else
    throw new Error('usage: collect.mts list|pack ...');
/** One line for everything that is not as in the base, and the ignore rules in a file of their own. */
function list(base, listing, options) {
    const [rulesFile = '', algorithm = 'sha1', maxEntries = '0', maxRuleBytes = '0'] = options;
    const lines = createWriter(listing);
    const rules = createWriter(rulesFile);
    const present = new Set();
    let ruleBytes = Number(maxRuleBytes);
    let complete = true;
    const tell = (line) => {
        if (lines.count() >= Number(maxEntries))
            complete = false;
        else
            lines.line(line);
    };
    for (const found of walk()) {
        if (!complete)
            break;
        const path = found.p.toString('base64');
        if (found.k === 'file' && isRules(found.p) && found.s <= ruleBytes) {
            ruleBytes -= packOne(rules, found.p, found.s);
        }
        else if (found.k === 'file' && isRules(found.p)) {
            complete = false;
        }
        present.add(path);
        if (!asInBase(found, base.get(path), algorithm))
            tell({ ...found, p: path });
    }
    for (const [path, { mode }] of base)
        if (complete && !present.has(path))
            tellMissing(path, mode, tell);
    rules.end({ end: true, count: rules.count(), complete });
    lines.end({ end: true, count: lines.count(), complete });
}
/** A submodule's folder is empty in a checkout; git makes nothing of its absence either. */
function tellMissing(path, mode, tell) {
    if (mode === '160000')
        return;
    try {
        fs.lstatSync(Buffer.from(path, 'base64'));
        tell({ k: 'deleted', p: path }); // seen through a link that replaced its folder
    }
    catch (error) {
        const code = codeOf(error);
        const gone = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
        tell(gone ? { k: 'deleted', p: path } : { k: 'unreadable', p: path, e: code });
    }
}
function* walk() {
    const folders = [Buffer.alloc(0)];
    for (let folder = folders.pop(); folder; folder = folders.pop()) {
        const names = namesIn(folder);
        if (typeof names === 'string')
            yield { k: 'unreadable', p: folder, e: names };
        else
            for (const name of names) {
                const found = look(folder, name);
                if (found?.k === 'folder')
                    folders.push(found.p);
                else if (found)
                    yield found;
            }
    }
}
function namesIn(folder) {
    try {
        return fs.readdirSync(folder.length > 0 ? folder : '.', { encoding: 'buffer' });
    }
    catch (error) {
        return codeOf(error);
    }
}
function look(folder, name) {
    if (folder.length === 0 && name.equals(gitName))
        return undefined;
    const p = folder.length > 0 ? Buffer.concat([folder, Buffer.from('/'), name]) : name;
    if (name.equals(gitName))
        return { k: 'repository', p };
    try {
        const stat = fs.lstatSync(p);
        if (stat.isDirectory())
            return { k: 'folder', p };
        if (stat.isSymbolicLink())
            return { k: 'link', p };
        if (stat.isFile())
            return { k: 'file', p, m: modeOf(stat), s: stat.size };
        return { k: 'special', p, t: specialKind(stat) };
    }
    catch (error) {
        return { k: 'unreadable', p, e: codeOf(error) };
    }
}
function specialKind(stat) {
    if (stat.isFIFO())
        return 'named pipe';
    if (stat.isSocket())
        return 'socket';
    return 'device';
}
function modeOf(stat) {
    return (stat.mode & 0o100) !== 0 ? '100755' : '100644';
}
/** Whether mode and content are the base's. A file that can not be read counts as changed. */
function asInBase(found, base, algorithm) {
    if (!base)
        return false;
    try {
        if (found.k === 'link' && base.mode === '120000') {
            const target = fs.readlinkSync(found.p, { encoding: 'buffer' });
            return blobId(algorithm, target.length, [target]) === base.blob;
        }
        return (found.k === 'file' &&
            found.m === base.mode &&
            blobId(algorithm, found.s, contentOf(found.p, found.s)) === base.blob);
    }
    catch {
        return false;
    }
}
function blobId(algorithm, size, content) {
    const hash = createHash(algorithm).update(`blob ${size}\0`);
    for (const chunk of content)
        hash.update(chunk);
    return hash.digest('hex');
}
/** Exactly `size` bytes of a regular file, or an error: what grows or shrinks meanwhile is no content. */
function* contentOf(path, size) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
    const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
        const stat = fs.fstatSync(file);
        if (!stat.isFile() || stat.size !== size)
            throw new Error('ECHANGED');
        for (let left = size; left > 0;) {
            const chunk = Buffer.allocUnsafe(Math.min(left, 1 << 20));
            const length = fs.readSync(file, chunk);
            if (length === 0)
                throw new Error('ECHANGED');
            left -= length;
            yield chunk.subarray(0, length);
        }
    }
    finally {
        fs.closeSync(file);
    }
}
/** The contents of the wanted paths, each after a header line that says how long it is. */
function pack(wanted, frames, maxBytes) {
    const writer = createWriter(frames);
    let left = maxBytes;
    let complete = true;
    for (const path of wanted) {
        const found = look(Buffer.alloc(0), Buffer.from(path, 'base64'));
        complete = found?.k !== 'file' || found.s <= left;
        if (!complete)
            break;
        if (found?.k === 'file')
            left -= packOne(writer, found.p, found.s);
        else if (found?.k === 'link')
            packLink(writer, found.p);
        else
            writer.line({ p: path, e: found?.k === 'unreadable' ? found.e : 'ECHANGED' });
    }
    writer.end({ end: true, count: writer.count(), complete });
}
/** Read whole before the header is written, so that a header is never followed by less. */
function packOne(writer, path, size) {
    const p = path.toString('base64');
    try {
        const content = Buffer.concat([...contentOf(path, size)]);
        writer.line({ p, m: modeOf(fs.lstatSync(path)), s: content.length });
        writer.bytes(content);
        return content.length;
    }
    catch (error) {
        writer.line({ p, e: codeOf(error) });
        return 0;
    }
}
function packLink(writer, path) {
    const p = path.toString('base64');
    try {
        const target = fs.readlinkSync(path, { encoding: 'buffer' });
        writer.line({ p, m: '120000', s: target.length });
        writer.bytes(target);
    }
    catch (error) {
        writer.line({ p, e: codeOf(error) });
    }
}
/** Collects a megabyte before it writes; one system call per line would take longer than the walk. */
function createWriter(path) {
    const file = fs.openSync(path, 'wx', 0o600);
    let waiting = [];
    let size = 0;
    let lines = 0;
    const flush = () => {
        for (const chunk of waiting)
            fs.writeFileSync(file, chunk);
        waiting = [];
        size = 0;
    };
    const bytes = (content) => {
        waiting.push(content);
        size += content.length;
        if (size > 1 << 20)
            flush();
    };
    const line = (value) => {
        lines += 1;
        bytes(Buffer.from(`${JSON.stringify(value)}\n`));
    };
    return {
        line,
        bytes,
        count: () => lines,
        end(last) {
            line(last);
            flush();
            fs.closeSync(file);
        },
    };
}
function readBase(path) {
    const entries = readLines(path).map((line) => JSON.parse(line));
    return new Map(entries.map(({ p, m, b }) => [p, { mode: m, blob: b }]));
}
function readLines(path) {
    return fs.readFileSync(path, 'utf8').split('\n').filter(Boolean);
}
function isRules(path) {
    const name = path.subarray(path.lastIndexOf('/') + 1);
    return name.equals(rulesName);
}
function codeOf(error) {
    if (error instanceof Error && 'code' in error)
        return String(error.code);
    return error instanceof Error ? error.message : 'EUNKNOWN';
}
