import { Buffer } from 'node:buffer';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Failure, type FailureCode } from '../../domain/failure.ts';
import { GitObjectId } from '../../domain/ids.ts';

/** Reads blobs from one process of git, many questions at a time: one process for each is slow. */
export interface BlobReader {
  read(blob: GitObjectId): Promise<Uint8Array>;
  close(): void;
}

export interface BlobReaderOptions {
  readonly gitBin: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A larger blob is `Failure` `too-large`. */
  readonly maxBytes: number;
  readonly timeoutSeconds?: number;
}

interface Question {
  readonly blob: GitObjectId;
  readonly resolve: (content: Uint8Array) => void;
  readonly reject: (because: Failure) => void;
}

/**
 * `git cat-file --batch`. What goes wrong is the first question's fault: it gets the failure, and
 * the others are asked again of a new process. Nobody asks any more: the process ends by itself.
 */
export function createBlobReader(options: BlobReaderOptions): BlobReader {
  const { maxBytes, timeoutSeconds = 60 } = options;
  const waiting: Question[] = [];
  /** The last of those that wait: asked in one go, they are written in one go. */
  let unwritten: Question[] = [];
  let child: ChildProcessWithoutNullStreams | undefined;
  let answer = createAnswer();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(timer);
    child?.removeAllListeners().stdout.removeAllListeners();
    child?.on('error', () => undefined).kill('SIGKILL');
    child = undefined;
    answer = createAnswer();
  };
  const fail = (code: FailureCode, tell: string) => {
    stop();
    waiting.shift()?.reject(new Failure({ code, retryable: code === 'timeout', tell }));
    unwritten = [];
    if (waiting.length > 0) ask(waiting);
  };
  const watch = () => {
    clearTimeout(timer);
    timer =
      waiting.length === 0
        ? setTimeout(stop, idleMilliseconds)
        : setTimeout(
            () => fail('timeout', `git cat-file did not answer within ${timeoutSeconds} seconds.`),
            timeoutSeconds * 1_000,
          );
  };
  const take = (chunk: Buffer) => {
    answer.add(chunk);
    for (;;) {
      const [first] = waiting;
      const next = first && answer.next(first.blob, maxBytes);
      if (next === undefined) break;
      if (!(next instanceof Uint8Array)) return fail(next.code, next.tell);
      waiting.shift();
      first?.resolve(next);
    }
    watch();
  };
  const ask = (questions: readonly Question[]) => {
    child ??= start(options, take, () =>
      fail('unavailable', 'git cat-file ended before it answered.'),
    );
    child.stdin.write(questions.map(({ blob }) => `${blob}\n`).join(''));
    watch();
  };
  const write = () => {
    const questions = unwritten;
    unwritten = [];
    if (questions.length > 0) ask(questions);
  };
  return {
    read: (blob) =>
      new Promise((resolve, reject) => {
        const question = { blob: GitObjectId.parse(blob), resolve, reject };
        waiting.push(question);
        if (unwritten.push(question) === 1) queueMicrotask(write);
      }),
    close() {
      unwritten = [];
      stop();
      for (const { reject } of waiting.splice(0))
        reject(new Failure({ code: 'unavailable', tell: 'The repository was closed.' }));
    },
  };
}

/** A process that nobody asks any more would keep this one from ending. */
const idleMilliseconds = 500;

function start(
  { gitBin, environment }: BlobReaderOptions,
  onData: (chunk: Buffer) => void,
  onEnd: () => void,
): ChildProcessWithoutNullStreams {
  const child = spawn(gitBin, ['cat-file', '--batch'], { env: environment });
  child.once('error', onEnd).once('close', onEnd);
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  child.stdout.on('data', onData);
  return child;
}

type Refusal = { readonly code: FailureCode; readonly tell: string };

/** What came so far: `<id> blob <size>`, a line feed, the bytes, a line feed, and so on. */
function createAnswer() {
  let chunks: Buffer[] = [];
  let held = 0;
  /** So many bytes make no sense of before they are all there. */
  let wanted = 0;
  return {
    add(chunk: Buffer) {
      chunks.push(chunk);
      held += chunk.length;
    },
    /** The first answer, a refusal, or undefined while it is not whole. */
    next(blob: GitObjectId, maxBytes: number): Uint8Array | Refusal | undefined {
      if (held === 0 || held < wanted) return undefined;
      const all = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
      chunks = [all];
      const end = all.indexOf(0x0a);
      if (end < 0) return undefined;
      const [id, kind, digits = ''] = all.toString('latin1', 0, end).split(' ');
      if (id !== blob || kind !== 'blob' || !/^\d+$/.test(digits))
        return { code: 'invalid-answer', tell: 'git does not hold a blob that it listed.' };
      const size = Number(digits);
      if (size > maxBytes)
        return {
          code: 'too-large',
          tell: `git cat-file answered with more than ${maxBytes} bytes.`,
        };
      wanted = end + 1 + size + 1;
      if (held < wanted) return undefined;
      const content = all.subarray(end + 1, end + 1 + size);
      chunks = [all.subarray(wanted)];
      held -= wanted;
      wanted = 0;
      return content;
    },
  };
}
