import type { AskGitHub } from '../../core/services/ask-github.ts';
import type {
  RepositoryReader,
  RepositoryRef,
} from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { RunId, type Sha256 } from '../../domain/ids.ts';
import { type Artifact, type Sorted, sortArtifacts } from './candidates.ts';
import type { DownloadArtifact } from './download.ts';
import { readArchive } from './read-archive.ts';

/** The files of an artifact, as `packRunArtifact` laid them out. */
export type ArtifactFiles = ReadonlyMap<string, Uint8Array>;

/** Everything that can be known of a bundle without believing where it came from. */
export type Inspection =
  | { readonly holds: true; readonly runId: RunId; readonly subjectSha256: Sha256 | undefined }
  | { readonly holds: false; readonly because: string };

export interface BundleFetcherOptions {
  readonly github: AskGitHub;
  readonly reader: Pick<RepositoryReader, 'verifyRepositoryAccess'>;
  readonly download: DownloadArtifact;
  /** Recomputes the bundle, all of it, and says which subject it asks about. */
  readonly inspect: (files: ArtifactFiles) => Inspection;
  readonly allowedWorkflows: readonly string[];
  readonly ownWorkflowRunId: string | undefined;
  readonly now?: () => number;
}

export interface WantedBundle {
  readonly repository: RepositoryRef;
  readonly runId: RunId;
  /** The digest that was decided about, or its beginning; anything else is refused. */
  readonly subject: string | undefined;
  /** The workflow run that made it, where the run's own comment says so. */
  readonly madeBy: string | undefined;
}

export interface FetchedBundle {
  readonly files: ArtifactFiles;
  readonly subjectSha256: Sha256 | undefined;
}

/**
 * Finds the artifact `patchplane-<run>` and fetches it. Believed is only what a workflow of this
 * repository's own default branch (or this very workflow run) made, what unpacks without
 * surprise, and what `inspect` can recompute; of several, the one that was decided about.
 */
export function createBundleFetcher(
  options: BundleFetcherOptions,
): (wanted: WantedBundle) => Promise<FetchedBundle> {
  const { github, reader } = options;
  return async (wanted) => {
    const name = artifactName(wanted.runId);
    const { defaultBranch } = await reader.verifyRepositoryAccess(wanted.repository);
    const origin = { ...options, ...wanted, defaultBranch };
    const sorted = await sortArtifacts(github, name, origin, (options.now ?? Date.now)());
    if (sorted.good.length === 0) throw none(name, sorted);
    const looked: Looked[] = [];
    for (const artifact of sorted.good) looked.push(await look(artifact, wanted, options));
    const matches = looked.flatMap((one) => ('files' in one ? [one] : []));
    const [match, second] = matches;
    if (second) throw refused(`there are ${matches.length} artifacts ${name} that would fit`);
    if (match) return match;
    const because = looked.flatMap((one) => ('because' in one ? [one.because] : []));
    throw refused(`${name}: ${because.join('; ')}`);
  };
}

type Looked = FetchedBundle | { readonly because: string };

async function look(
  artifact: Artifact,
  wanted: WantedBundle,
  { download, inspect }: BundleFetcherOptions,
): Promise<Looked> {
  const files = await readArchive(await download(wanted.repository, artifact));
  const found = inspect(files);
  if (!found.holds) return { because: `artifact ${artifact.id} does not hold` };
  const { subject, runId } = wanted;
  const fits =
    found.runId === runId &&
    (subject === undefined || found.subjectSha256?.startsWith(subject) === true);
  if (!fits) return { because: `artifact ${artifact.id} is about something else` };
  return { files, subjectSha256: found.subjectSha256 };
}

/** What the propose job's artifact is called. */
export function artifactName(runId: string): string {
  return `patchplane-${RunId.parse(runId)}`;
}

function none(name: string, { refused: reasons }: Sorted): Failure {
  if (reasons.length > 0) return refused(`${name}: ${reasons.slice(0, 5).join('; ')}`);
  return new Failure({
    code: 'not-found',
    tell: `There is no artifact ${name}. Either the propose job did not upload it, or its time is over: comment /patchplane rerun for a new one.`,
  });
}

function refused(because: string): Failure {
  return new Failure({ code: 'tampered', tell: `Nothing was published: ${because}.` });
}
