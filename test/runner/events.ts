import type { World } from './world.ts';

/** An event as GitHub would fire it, after a person did it on the stand-in. */
export interface Fired {
  readonly name: string;
  readonly payload: unknown;
  readonly issue: number;
}

const task = {
  title: 'An empty last page shows up when the items fill the pages exactly',
  body: 'With 9 items and a page size of 3 there should be 3 pages, but `pageCount` says 4.',
};

/** A new issue, with the label put on by this person. */
export async function labelIssue({ github }: World, by: string): Promise<Fired> {
  github.openIssue({ ...task, by: 'mia-maintains' });
  const issue = github.state().issues.at(-1)?.number ?? 0;
  return { ...(await github.label(issue, by)), issue };
}

export function commentOn({ github }: World, issue: number, by: string, body: string): Fired {
  return { ...github.comment(issue, by, body), issue };
}
