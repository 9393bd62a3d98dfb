import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cloud, requester } from './cloud.ts';

export interface Trigger {
  readonly name: string;
  readonly path: string;
  readonly issue: number;
}

/** What the sample's issue says when no task is given. */
export const sampleTask = `An empty last page shows up when the items fill the pages exactly

With 9 items and a page size of 3 there should be 3 pages, but \`pageCount\` says 4 and the last one is empty.
The test suite fails on it too.`;

/**
 * Opens an issue and puts the label on, as a person does; writes the event down where a
 * runner would. The first line of the task is the title.
 */
export function trigger({ github, folder }: Cloud, task: string): Trigger {
  const [title = '', ...rest] = task.trim().split('\n');
  const opened = github.createIssue({
    title,
    body: rest.join('\n').trim(),
    author: requester.login,
  });
  const number = Number(opened['number']);
  const event = github.label(number, requester.login);
  const path = join(folder, `event-${number}.json`);
  writeFileSync(path, JSON.stringify(event.payload));
  return { name: event.name, path, issue: number };
}
