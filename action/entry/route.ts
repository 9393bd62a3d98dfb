/** Which program does what this job was started for. */
export type Route =
  | {
      readonly kind: 'door';
      readonly door: 'propose' | 'publish' | 'cli';
      readonly argv: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly tell: string };

type Environment = Readonly<Record<string, string | undefined>>;

const propose: Route = { kind: 'door', door: 'propose', argv: [] };
const publish: Route = { kind: 'door', door: 'publish', argv: [] };
const review: Route = { kind: 'door', door: 'cli', argv: ['review'] };
const doctor: Route = { kind: 'door', door: 'cli', argv: ['doctor'] };

/** By the command that the workflow gives, or by the event. */
export async function routeOf(
  environment: Environment,
  readText: (path: string) => string,
): Promise<Route> {
  const command = environment['PATCHPLANE_COMMAND'] || 'auto';
  switch (command) {
    case 'propose':
      return propose;
    case 'review':
      return asksForArtifacts(environment) ? review : propose;
    case 'publish':
      return publish;
    case 'doctor':
      return doctor;
    case 'auto':
      return (await isForPublish(environment, readText)) ? publish : propose;
    default:
      return {
        kind: 'unknown',
        tell: `The input "command" is ${JSON.stringify(command)}. Give auto, propose, publish, review or doctor.`,
      };
  }
}

/**
 * A review with a model, artifacts first, wherever the job has a setting of one; else a gate for
 * pull requests, which has no model of its own.
 */
function asksForArtifacts(environment: Environment): boolean {
  return Object.keys(environment).some(
    (name) => name.startsWith('AI_REVIEW_') && environment[name]?.trim(),
  );
}

/**
 * A run that is named, or a comment that answers the question of one. Everything else, also what
 * can not be read, is the propose door's, which says what is wrong with it.
 */
async function isForPublish(
  environment: Environment,
  readText: (path: string) => string,
): Promise<boolean> {
  if (environment['PATCHPLANE_RUN_ID']) return true;
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  if (!['issue_comment', 'workflow_dispatch', 'repository_dispatch'].includes(name)) return false;
  const text = readOrEmpty(readText, environment['GITHUB_EVENT_PATH'] ?? '');
  // Most events are none of these, and should not wait for what reads them.
  if (!/\/patchplane\s+(approve|reject)\b|"run-id"/i.test(text)) return false;
  const { createGitHubWebhooks } = await import('../plugins/github/webhooks.ts');
  const answer = createGitHubWebhooks({}).toIntake({ name, payload: jsonIn(text) });
  if (answer.kind === 'publish') return true;
  return answer.kind === 'command' && ['approve', 'reject'].includes(answer.command.name);
}

function readOrEmpty(readText: (path: string) => string, path: string): string {
  try {
    return readText(path);
  } catch {
    return '';
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
