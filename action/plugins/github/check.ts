import type {
  CheckReport,
  Published,
  RepositoryRef,
} from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { CheckAnswer, ChecksAnswer } from './answers.ts';
import type { Endpoint, GitHubClient, Parameters } from './client.ts';
import { limited, oneLine } from './limited-text.ts';
import { named } from './same-repository.ts';

/** The name that rulesets can require; never changes. */
const checkName = 'PatchPlane';

const needs = 'checks: write';
const listChecks: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  doing: 'list the checks of the commit',
  needs: 'checks: read',
};
const createCheck: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/check-runs',
  doing: 'create the check',
  needs,
};
const updateCheck: Endpoint = {
  route: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  doing: 'update the check',
  needs,
};

/** Writes the run's one check on the commit: known by its name and by the run's id. */
export async function writeRunCheck(
  client: GitHubClient,
  repository: RepositoryRef,
  report: CheckReport,
): Promise<Published> {
  const fields = { ...named(repository), ...fieldsOf(report) };
  for (const id of await findChecks(client, repository, report)) {
    const updated = await updateIfOurs(client, { ...fields, check_run_id: id });
    if (updated) return published(updated);
  }
  const parameters = { ...fields, head_sha: report.headSha };
  return published(await client.call(createCheck, parameters, CheckAnswer));
}

/**
 * Several runs may check one commit, and by default GitHub lists only the newest check of a
 * name: so all are asked for.
 */
async function findChecks(
  client: GitHubClient,
  repository: RepositoryRef,
  report: CheckReport,
): Promise<readonly number[]> {
  const checks = await client.list(
    listChecks,
    { ...named(repository), ref: report.headSha, check_name: checkName, filter: 'all' },
    ChecksAnswer,
  );
  return checks
    .filter(({ name, external_id }) => name === checkName && external_id === report.runId)
    .map(({ id }) => id);
}

/** GitHub lets an App change its own checks only: another App's look-alike answers 403. */
async function updateIfOurs(
  client: GitHubClient,
  parameters: Parameters,
): Promise<CheckAnswer | undefined> {
  try {
    return await client.call(updateCheck, parameters, CheckAnswer);
  } catch (error) {
    const foreign = error instanceof Failure && error.code === 'auth' && /app_id/.test(error.tell);
    if (foreign) return undefined;
    throw error;
  }
}

function fieldsOf(report: CheckReport): Parameters {
  const { conclusion, detailsUrl } = report;
  return {
    name: checkName,
    external_id: report.runId,
    ...(conclusion ? { status: 'completed', conclusion } : { status: 'in_progress' }),
    ...(detailsUrl ? { details_url: detailsUrl } : {}),
    output: { title: oneLine(report.title, 200), summary: limited(report.summary) },
  };
}

function published(check: CheckAnswer): Published {
  if (!check.html_url)
    throw new Failure({ code: 'invalid-answer', tell: 'GitHub gave the check no address.' });
  return { externalId: String(check.id), url: check.html_url };
}
