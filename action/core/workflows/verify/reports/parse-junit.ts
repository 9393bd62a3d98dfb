import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import type { NamedCase } from '../case-ids.ts';
import {
  createCaseList,
  insideWorkspace,
  milliseconds,
  type ParsedReport,
  refusedReport,
  reportLimits,
  timed,
} from './parsed-report.ts';

const suites = new Set(['testsuites', 'testsuite']);
const outcomes: ReadonlyMap<string, NamedCase['outcome']> = new Map([
  ['failure', 'failed'],
  ['error', 'error'],
  ['skipped', 'skipped'],
]);
/** The worse one counts where a case has several. */
const order: readonly NamedCase['outcome'][] = ['passed', 'skipped', 'failed', 'error'];

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads JUnit XML from a program that may lie. A document type is refused before anything in it
 * means anything (entities that grow, entities that fetch); `tests=`, `failures=` and the like are
 * not read at all.
 */
export function parseJunit(text: string, workspace: string): ParsedReport {
  const list = createCaseList();
  const elements = createElements(workspace, list.add);
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  parser.on('error', (error) => {
    throw new Refusal(`it is not XML (${shorten(error.message)})`);
  });
  parser.on('doctype', () => {
    throw new Refusal('it has a document type, which is never needed and can do harm');
  });
  parser.on('opentag', elements.begin);
  parser.on('closetag', elements.end);
  try {
    // In pieces, so that a parser that looks ahead never holds more than one.
    for (let from = 0; from < text.length; from += pieceLength)
      parser.write(text.slice(from, from + pieceLength));
    parser.close();
  } catch (error) {
    if (error instanceof Refusal) return refusedReport(error.message);
    throw error;
  }
  return { cases: list.cases, problem: list.problem() };
}

/** Follows where in the document we are, and tells of each case when it ends. */
function createElements(workspace: string, tell: (found: NamedCase) => void) {
  const open: Open[] = [];
  let current: { readonly at: Open; outcome: NamedCase['outcome'] } | undefined;

  const found = (at: Open, outcome: NamedCase['outcome']): NamedCase => ({
    name: nameOf(at, open),
    outcome,
    ...fileOf(open, workspace),
    ...timed(milliseconds(at.attributes['time'])),
  });
  const beginOutcome = (outcome: NamedCase['outcome'], parent: Open) => {
    if (current && parent === current.at) current.outcome = worse(current.outcome, outcome);
    // A suite that failed by itself has no case to say so.
    else if (suites.has(parent.name) && outcome !== 'skipped') tell(found(parent, outcome));
  };

  return {
    begin({ name, attributes }: SaxesTagPlain) {
      const at: Open = { name: localName(name), attributes };
      const parent = open.at(-1);
      if (!parent && !suites.has(at.name)) throw new Refusal('it has no test suite');
      if (open.length >= reportLimits.depth) throw new Refusal('it nests too deeply');
      open.push(at);
      const outcome = outcomes.get(at.name);
      if (outcome && parent) beginOutcome(outcome, parent);
      if (at.name !== 'testcase') return;
      if (current) throw new Refusal('a test case is inside another one');
      current = { at, outcome: 'passed' };
    },
    end() {
      const closed = open.at(-1);
      if (current && closed === current.at) {
        tell(found(current.at, current.outcome));
        current = undefined;
      }
      open.pop();
    },
  };
}

const pieceLength = 64 * 1024;

class Refusal extends Error {}

/** Class and name, as every runner writes them; a suite's name where a case has no class. */
function nameOf({ name, attributes }: Open, open: readonly Open[]): string {
  const own = attributes['name'] || '(unnamed)';
  if (name !== 'testcase') return cut(own);
  const suite = open.findLast((element) => element.name === 'testsuite');
  const group = attributes['classname'] || suite?.attributes['name'];
  return cut(group ? `${group} > ${own}` : own);
}

function fileOf(open: readonly Open[], workspace: string): { readonly file?: string } {
  const file = open.findLast(({ attributes }) => attributes['file'])?.attributes['file'];
  return file === undefined ? {} : { file: cut(insideWorkspace(file, workspace)) };
}

function worse(one: NamedCase['outcome'], other: NamedCase['outcome']): NamedCase['outcome'] {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}

/** Without a prefix: some writers have a namespace. */
function localName(name: SaxesAttributePlain['name']): string {
  return name.slice(name.indexOf(':') + 1);
}

function cut(text: string): string {
  return text.length > reportLimits.name ? text.slice(0, reportLimits.name) : text;
}

function shorten(message: string): string {
  return message.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
