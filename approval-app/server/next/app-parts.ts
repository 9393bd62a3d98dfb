import 'server-only';
import { type AppServices, createAppServices } from '../app-services.ts';
import { problemLines, readEnvironment } from '../environment.ts';
import type { ApprovalAppOptions } from '../options.ts';

interface AppParts extends AppServices {
  readonly options: ApprovalAppOptions;
  readonly services: AppServices;
}

let parts: AppParts | undefined;

/** What the pages stand on, made once in a process. Throws with every problem of the environment. */
export function appParts(): AppParts {
  parts ??= make();
  return parts;
}

function make(): AppParts {
  const read = readEnvironment(process.env);
  if ('problems' in read)
    throw new Error(
      `the approval app is not configured:\n${problemLines(read.problems).join('\n')}`,
    );
  const { options } = read;
  const services = createAppServices(options);
  return { options, services, ...services };
}
