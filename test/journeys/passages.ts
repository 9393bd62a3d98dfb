/** Passages that many journals have in common, so that each story can show what is special in it. */

export const passed = (stage: string): string[] => [`${stage} started`, `${stage} succeeded`];

export const ended = (stage: string, how: string): string[] => [
  `${stage} started`,
  `${stage} ${how}`,
];

/** Somebody asked, may ask, and the base stands still. */
export const accepted = [
  'request.received succeeded',
  ...passed('repository.verified'),
  ...passed('run.admitted'),
  ...passed('base.frozen'),
];

/** The agent did its work and something came out. */
export const captured = [
  ...accepted,
  ...passed('sandbox.provisioned'),
  ...passed('runtime.session'),
  ...passed('candidate.captured'),
];

const tested = [...passed('verification.run'), ...passed('review.run')];

/** The verdict is there, and nothing came in between. */
const settled = [...tested, ...passed('policy.evaluate'), ...passed('run.confirmed')];

export const judged = [...captured, ...settled];

/** A pull request, which is there already: no agent and no sandbox of one. */
export const judgedPullRequest = [...accepted, ...passed('candidate.captured'), ...settled];

const sealed = ['artifact.put succeeded', 'evidence.sealed succeeded'];
const told = ['publication.check-run succeeded', 'publication.issue-comment succeeded'];

/** A person is asked. */
export const askedForDecision = [
  ...sealed,
  'decision.requested succeeded',
  ...told,
  'bundle.sealed succeeded',
];

/** Nobody is asked, because the run ended; the evidence is sealed all the same. */
export const endedAs = (how: string): string[] => [
  ...sealed,
  how,
  ...told,
  'bundle.sealed succeeded',
];

/** Turned away before there was a commit to put a check on: the comment says it. */
export const refusedFor = (category: string): string[] => [
  'request.received succeeded',
  ...ended('repository.verified', `blocked (${category})`),
  ...refusal(category),
];

/** Somebody who may, at a time when it may not be. */
export const notAdmitted = (category: string): string[] => [
  'request.received succeeded',
  ...passed('repository.verified'),
  ...ended('run.admitted', `blocked (${category})`),
  ...refusal(category),
];

const refusal = (category: string): string[] => [
  ...sealed,
  `run.refused blocked (${category})`,
  'publication.issue-comment succeeded',
  'bundle.sealed succeeded',
];

/** The publish job wrote to the repository and said so. */
export const published = [
  'decision.record succeeded',
  ...passed('publication.github'),
  'publication.commit succeeded',
  'publication.branch succeeded',
  'publication.draft-pull-request succeeded',
  'publication.check-run succeeded',
  ...told,
  'bundle.sealed succeeded',
];

export const rejected = ['decision.record succeeded', ...told, 'bundle.sealed succeeded'];

export const expired = ['run.expired failed (expired)', ...told, 'bundle.sealed succeeded'];
