export interface Asked {
  /** The text that was frozen when somebody asked. */
  readonly task: string;
  /** What was added when it was asked again. */
  readonly again?: string | undefined;
  /** What the base's configuration says to every agent. */
  readonly standing?: string | undefined;
}

/**
 * What the agent is told. The task is somebody's text and stays apart from our words; none of
 * these words protects anything, the sandbox and everything after it does.
 */
export function instructions(
  { task, again, standing }: Asked,
  checks: readonly (readonly string[])[],
): string {
  const verification = checks.length
    ? `Your change will be verified elsewhere by running: ${checks.map((argv) => argv.join(' ')).join('; ')}.`
    : 'No automatic check was found for this repository; say how you verified your change.';
  return [
    'You work in a checkout of a git repository, in a sandbox. Make the smallest change that does the task below.',
    'Leave your changes in the work tree: do not commit, do not push, do not change git configuration.',
    'Do not edit CI workflows, agent instructions or lock files unless the task is about them.',
    verification,
    'When you are done, stop and say in a few sentences what you changed and why.',
    ...(standing === undefined ? [] : ['', 'What holds for every task here:', standing]),
    '',
    'The task:',
    task,
    ...(again === undefined ? [] : ['', afterwards, again]),
  ].join('\n');
}

const afterwards =
  'The task was worked on before and is asked again from the start, with this added by the person who asks:';
