import type { SandboxProcess } from '../../../action/core/services/sandbox-service.ts';

/** A process whose output the test writes by hand. */
export interface ScriptedProcess extends SandboxProcess {
  readonly written: string[];
  say(...records: readonly (object | string)[]): void;
  /** Answers the last command. */
  answer(reply: object): void;
  finish(failure?: Error): void;
}

export function scriptedProcess(): ScriptedProcess {
  const written: string[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stdout = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
  });
  const say = (...records: readonly (object | string)[]) => {
    for (const record of records) {
      const line = typeof record === 'string' ? record : JSON.stringify(record);
      controller?.enqueue(Buffer.from(`${line}\n`));
    }
  };
  const finish = (failure?: Error) => (failure ? controller?.error(failure) : controller?.close());
  return {
    sessionId: 'session-1',
    commandId: 'command-1',
    stdout,
    written,
    say,
    answer(reply) {
      const { id, type } = JSON.parse(written.at(-1) ?? '{}');
      say({ id, type: 'response', command: type, ...reply });
    },
    async writeLine(line) {
      written.push(line);
    },
    exit: async () => ({ exitCode: 0 }),
    transcript: async () => ({
      stdout: new Uint8Array(),
      stderr: new Uint8Array(),
      truncated: true,
    }),
    async stop() {
      finish();
    },
    finish,
  };
}
