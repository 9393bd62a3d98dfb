import type {
  CheckReport,
  Published,
  RepositoryRef,
} from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { annotationBatches, type Batch } from './annotations.ts';
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

/**
 * Writes the run's one check on the commit: known by its name and by the run's id. GitHub adds
 * the annotations of each request to those that are there, so what is there is not sent again.
 */
export async function writeRunCheck(
  client: GitHubClient,
  repository: RepositoryRef,
  report: CheckReport,
): Promise<Published> {
  const own = await updateExisting(client, repository, report);
  const started = own ?? (await openCheck(client, repository, report));
  let { check } = started;
  for (const batch of started.batches) {
    const fields = fieldsOf(report, batch);
    check = await client.call(
      updateCheck,
      { ...named(repository), ...fields, check_run_id: check.id },
      CheckAnswer,
    );
  }
  return published(check);
}

/** A check that stands, and the annotations that it lacks. */
interface Started {
  readonly check: CheckAnswer;
  readonly batches: readonly Batch[];
}

async function openCheck(
  client: GitHubClient,
  repository: RepositoryRef,
  report: CheckReport,
): Promise<Started> {
  const [first = [], ...batches] = annotationBatches(report.annotations ?? [], 0);
  const fields = { ...named(repository), ...fieldsOf(report, first), head_sha: report.headSha };
  return { check: await client.call(createCheck, fields, CheckAnswer), batches };
}

async function updateExisting(
  client: GitHubClient,
  repository: RepositoryRef,
  report: CheckReport,
): Promise<Started | undefined> {
  for (const { id, output } of await findChecks(client, repository, report)) {
    const [first = [], ...batches] = annotationBatches(
      report.annotations ?? [],
      output?.annotations_count ?? 0,
    );
    const fields = { ...named(repository), ...fieldsOf(report, first), check_run_id: id };
    const check = await updateIfOurs(client, fields);
    if (check) return { check, batches };
  }
  return undefined;
}

/**
 * Several runs may check one commit, and by default GitHub lists only the newest check of a
 * name: so all are asked for.
 */
async function findChecks(
  client: GitHubClient,
  repository: RepositoryRef,
  report: CheckReport,
): Promise<readonly CheckAnswer[]> {
  const checks = await client.list(
    listChecks,
    { ...named(repository), ref: report.headSha, check_name: checkName, filter: 'all' },
    ChecksAnswer,
  );
  return checks.filter(
    ({ name, external_id }) => name === checkName && external_id === report.runId,
  );
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

function fieldsOf(report: CheckReport, annotations: Batch): Parameters {
  const { conclusion, detailsUrl } = report;
  return {
    name: checkName,
    external_id: report.runId,
    ...(conclusion ? { status: 'completed', conclusion } : { status: 'in_progress' }),
    ...(detailsUrl ? { details_url: detailsUrl } : {}),
    output: {
      title: oneLine(report.title, 200),
      summary: limited(report.summary),
      ...(annotations.length === 0 ? {} : { annotations }),
    },
  };
}

function published(check: CheckAnswer): Published {
  if (!check.html_url)
    throw new Failure({ code: 'invalid-answer', tell: 'GitHub gave the check no address.' });
  return { externalId: String(check.id), url: check.html_url };
}
