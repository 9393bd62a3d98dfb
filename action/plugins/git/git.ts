import { Failure } from '../../domain/failure.ts';
import { type GitAnswer, type GitCall, runGit } from './git-process.ts';

/** Git in one bare repository: a call takes what differs from call to call. */
export interface Git {
  /** Any exit code is an answer. */
  ask(call: GitRequest): Promise<GitAnswer>;
  /** Exit code 0 or `Failure` `invalid-answer`. */
  must(call: GitRequest): Promise<GitAnswer>;
}

type GitRequest = Omit<GitCall, 'environment'> & {
  /** Variables on top of the clean environment, such as `GIT_INDEX_FILE`. */
  readonly variables?: Readonly<Record<string, string>>;
};

export function createGit(gitBin: string, environment: Readonly<Record<string, string>>): Git {
  const ask = ({ variables, ...call }: GitRequest) =>
    runGit(gitBin, { ...call, environment: { ...environment, ...variables } });
  return {
    ask,
    async must(call) {
      const answer = await ask(call);
      if (answer.exitCode === 0) return answer;
      throw new Failure({
        code: 'invalid-answer',
        tell: `git ${call.args[0] ?? ''} failed on the trusted side (exit code ${answer.exitCode}).`,
        cause: new Error(JSON.stringify(answer.stderr.slice(0, 1_000))),
      });
    },
  };
}

/** `GIT_CONFIG_COUNT` and `GIT_CONFIG_GLOBAL` are ignored, silently, by anything older. */
export async function requireVersion(git: Git): Promise<void> {
  const { stdout } = await git.must({ args: ['version'], timeoutSeconds: 10 });
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout.toString('latin1')) ?? [];
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 32)) return;
  throw new Failure({
    code: 'misconfigured',
    tell: `git ${major}.${minor} is too old to be kept apart from the machine's configuration: install 2.32 or newer.`,
  });
}
