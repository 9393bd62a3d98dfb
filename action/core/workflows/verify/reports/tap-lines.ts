/**
 * A TAP stream cut down to what a verdict needs: plans, test points, subtests, bail-outs, and
 * of each diagnostic block the duration and the type. Whoever prints the stream is untrusted,
 * so nesting and line length are bounded before a parser sees it.
 */
export type TapLines =
  | { readonly kind: 'lines'; readonly lines: Iterable<string> }
  | { readonly kind: 'refused'; readonly because: string };

const deepest = 64;
const longestLine = 16_384;

const testPoint = /^(?:not )?ok\b/;
const structure =
  /^(?:(?:not )?ok\b|\d+\.\.\d+|Bail out!|# Subtest|TAP version|\}\s*$|\{\s*$|pragma )/;
const diagnostic = /^(?:duration_ms: [0-9.e+-]{1,40}|type: '?(?:suite|test)'?)$/;

export function tapLines(text: string): TapLines {
  const lines = text.split('\n');
  if (lines.some((line) => indentOf(line) > deepest * 4 && structure.test(line.trimStart()))) {
    return { kind: 'refused', because: 'it nests too deeply' };
  }
  return { kind: 'lines', lines: kept(lines) };
}

function* kept(lines: readonly string[]): Generator<string> {
  let place: Place = { block: undefined, point: undefined };
  for (const whole of lines) {
    const line = whole.slice(0, longestLine).trimEnd();
    const next = placeAfter(place, line.trimStart(), indentOf(line));
    if (next.keep) yield `${line}\n`;
    place = next;
  }
}

/** Where in the stream we are: indentations of the open diagnostic block, or of the point before. */
interface Place {
  readonly block: number | undefined;
  readonly point: number | undefined;
}

function placeAfter(place: Place, content: string, indent: number): Place & { keep: boolean } {
  const { block, point } = place;
  if (block !== undefined && (content === '' || indent >= block)) {
    const ends = indent === block && content === '...';
    const keep = ends || (indent === block && diagnostic.test(content));
    return { block: ends ? undefined : block, point: undefined, keep };
  }
  if (content === '---' && point !== undefined && indent > point) {
    return { block: indent, point: undefined, keep: true };
  }
  return {
    block: undefined,
    point: testPoint.test(content) ? indent : undefined,
    keep: structure.test(content),
  };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
