import type { CheckAnnotation } from '../../core/services/source-control-service.ts';
import { limited, oneLine } from './limited-text.ts';

/** An annotation as GitHub takes it. */
interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: CheckAnnotation['level'];
  readonly title: string;
  readonly message: string;
}

export type Batch = readonly Annotation[];

/** GitHub takes this many in one request. */
const mostPerRequest = 50;
/** "64 KB" for a message and 255 characters for a title; a finding is a sentence. */
const longestMessage = 16_384;
const longestTitle = 200;

/** The annotations that are not there yet, in the order in which they were given. */
export function annotationBatches(
  annotations: readonly CheckAnnotation[],
  alreadyThere: number,
): readonly Batch[] {
  const missing = annotations.slice(alreadyThere).map(rendered);
  const count = Math.ceil(missing.length / mostPerRequest);
  return Array.from({ length: count }, (_, at) =>
    missing.slice(at * mostPerRequest, (at + 1) * mostPerRequest),
  );
}

function rendered({
  path,
  startLine,
  endLine,
  level,
  title,
  message,
}: CheckAnnotation): Annotation {
  return {
    path,
    start_line: startLine,
    end_line: Math.max(startLine, endLine),
    annotation_level: level,
    title: oneLine(title, longestTitle),
    message: limited(message, longestMessage),
  };
}
