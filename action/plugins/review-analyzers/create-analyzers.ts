import { Buffer } from 'node:buffer';
import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import type { Diagnostic, ReviewAnalyzers } from '../../core/services/review-analyzers.ts';

type Problem = Pick<Diagnostic, 'line' | 'message'>;

interface Analyzer {
  readonly name: string;
  readonly reads: RegExp;
  readonly problems: (text: string) => readonly Problem[];
}

/** Parsers of data formats: they read text and run nothing of the repository. */
const analyzers: readonly Analyzer[] = [
  // Comments and trailing commas: many tools allow them in files of this name.
  { name: 'json', reads: /(?<!(?:^|\/)[tj]sconfig[^/]*)\.json$/, problems: json },
  { name: 'yaml', reads: /\.ya?ml$/, problems: yaml },
  { name: 'toml', reads: /\.toml$/, problems: toml },
];

const mostPerFile = 5;

export function createAnalyzers(): ReviewAnalyzers {
  const matching = (path: string) => analyzers.filter(({ reads }) => reads.test(path));
  return {
    matching: (path) => matching(path).map(({ name }) => name),
    analyze(path, content) {
      const text = Buffer.from(content).toString('utf8');
      return matching(path).flatMap(({ problems }) =>
        problems(text)
          .slice(0, mostPerFile)
          .map(({ line, message }) => ({ path, line, message: oneLine(message) })),
      );
    },
  };
}

function json(text: string): readonly Problem[] {
  const errors: ParseError[] = [];
  parseTree(text, errors, { allowTrailingComma: false, disallowComments: false });
  return errors.map(({ error, offset }) => ({
    line: lineAt(text, offset),
    message: `not JSON: ${printParseErrorCode(error)}`,
  }));
}

function yaml(text: string): readonly Problem[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(({ errors }) =>
    errors.map(({ code, pos }) => ({ line: lineAt(text, pos[0]), message: `not YAML: ${code}` })),
  );
}

function toml(text: string): readonly Problem[] {
  try {
    parseToml(text);
    return [];
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return [{ line: error.line, message: 'not TOML' }];
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
