import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type {
  Command,
  Sandbox,
  SandboxService,
} from '../../../action/core/services/sandbox-service.ts';
import { Failure } from '../../../action/domain/failure.ts';

/** A folder in place of a sandbox: enough to run our own collector, and nobody else's code. */
export interface LocalSandbox extends SandboxService {
  readonly commands: readonly Command[];
}

export function localSandbox(meddle: (command: Command) => void = () => undefined): LocalSandbox {
  const commands: Command[] = [];
  return {
    commands,
    async upload(_sandbox, files) {
      for (const { path, content } of files) writeFileSync(path, content);
    },
    async execute(_sandbox, command) {
      commands.push(command);
      const [program = '', ...args] = command.argv;
      const started = performance.now();
      const ended = spawnSync(program, args, {
        cwd: command.cwd,
        env: { ...command.env },
        timeout: command.timeoutSeconds * 1000,
      });
      meddle(command);
      return {
        exitCode: ended.status,
        timedOut:
          ended.error !== undefined && 'code' in ended.error && ended.error.code === 'ETIMEDOUT',
        stdout: ended.stdout,
        stderr: ended.stderr,
        truncated: false,
        durationMs: performance.now() - started,
      };
    },
    async collectArtifacts(_sandbox, paths, maxBytes) {
      const present = paths.filter((path) => existsSync(path));
      const size = present.reduce((sum, path) => sum + statSync(path).size, 0);
      if (size > maxBytes) throw new Failure({ code: 'too-large', tell: 'too large' });
      return paths.map((path) => (existsSync(path) ? readFileSync(path) : undefined));
    },
    provision: notHere,
    narrow: notHere,
    refusals: notHere,
    startProcess: notHere,
    destroy: notHere,
    sweep: notHere,
  };
}

async function notHere(): Promise<never> {
  throw new Error('capture has no business with this');
}

export function sandboxAt(workspace: string, scratch: string): Sandbox {
  return {
    id: 'sandbox-1',
    provider: 'folder',
    purpose: 'agent',
    workspace,
    scratch,
    isolation: {},
  };
}
