import { isAlias, isNode, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import {
  RepositoryConfig,
  repositoryConfigJsonSchema,
  repositoryConfigPath,
} from '../../../domain/repository-config.ts';
import { findSecrets } from '../../policy/find-secrets.ts';
import { visible } from '../../report/untrusted-text.ts';

export type ParsedConfig =
  | { readonly kind: 'good'; readonly config: RepositoryConfig }
  /** One sentence that names line, key and fix of every problem. */
  | { readonly kind: 'wrong'; readonly because: string };

const mostBytes = 256 * 1024;
const mostProblems = 20;

/**
 * Reads `.github/patchplane.yml`: YAML 1.2 without anchors, aliases, tags and repeated keys,
 * whose readings differ from parser to parser, and nothing that the schema does not know.
 */
export function parseRepositoryConfig(bytes: Uint8Array): ParsedConfig {
  if (bytes.length > mostBytes) return wrong(['it is larger than 256 KB; make it shorter']);
  const text = textOf(bytes);
  if (text === undefined) return wrong(['it is not UTF-8 text; save it as UTF-8']);
  try {
    return parse(text);
  } catch (error) {
    // Nested so deeply that reading it ends in the engine.
    if (error instanceof RangeError) return wrong(['it is nested too deeply; make it flatter']);
    throw error;
  }
}

function parse(text: string): ParsedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    version: '1.2',
    schema: 'core',
  });
  const at = (offset: number) => `line ${Math.max(1, lines.linePos(offset).line)}`;
  const broken = [...document.errors, ...document.warnings].map(
    ({ pos, message }) => `${at(pos[0])}: ${told(message)}; mend the YAML there`,
  );
  if (broken.length > 0) return wrong(broken);
  const shared = sharedNodes(document.contents).map(
    (offset) => `${at(offset)}: anchors and aliases are not read; write the value out`,
  );
  if (shared.length > 0) return wrong(shared);
  const secret = findSecrets(text)[0];
  if (secret)
    return wrong([
      `${at(secret.start)}: there is what looks like a secret; store it as a GitHub secret, this file is for everybody to read`,
    ]);
  const parsed = RepositoryConfig.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { kind: 'good', config: parsed.data };
  const source: Source = {
    has: (path) => path.length === 0 || document.getIn(path, true) !== undefined,
    place(path, ofKey) {
      const node = nearest((below) => document.getIn(below, true), path, ofKey);
      return at(node?.range?.[0] ?? 0);
    },
  };
  return wrong(parsed.error.issues.flatMap((issue) => problemsOf(issue, source)));
}

interface Source {
  has(path: readonly PropertyKey[]): boolean;
  /** Line of the value at a path, or of what is nearest above it; of the pair with `key` in it. */
  place(path: readonly PropertyKey[], key?: string): string;
}

function nearest(
  find: (path: readonly PropertyKey[]) => unknown,
  path: readonly PropertyKey[],
  key: string | undefined,
): Node | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = find(path.slice(0, length));
    if (!isNode(node)) continue;
    return (length === path.length && key !== undefined ? keyNode(node, key) : undefined) ?? node;
  }
  return undefined;
}

function keyNode(node: Node, key: string): Node | undefined {
  let found: Node | undefined;
  visit(node, {
    Pair(_, pair) {
      if (isNode(pair.key) && String(pair.key) === key) {
        found = pair.key;
        return visit.BREAK;
      }
      return visit.SKIP;
    },
  });
  return found;
}

/** Where something has a second name, or is one. */
function sharedNodes(contents: Node | null): readonly number[] {
  const offsets: number[] = [];
  visit(contents, {
    Node(_, node) {
      const anchored = 'anchor' in node && node.anchor !== undefined;
      if (isAlias(node) || anchored) offsets.push(node.range?.[0] ?? 0);
    },
  });
  return offsets;
}

function problemsOf(issue: z.core.$ZodIssue, source: Source): readonly string[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path).join(', ');
    return issue.keys.map(
      (key) =>
        `${source.place(path, key)}: there is no key ${named([...path, key])}; take it out or mend its spelling${known === '' ? '' : ` (known here: ${known})`}`,
    );
  }
  const subject = path.length > 0 ? named(path) : 'the file';
  const missing = source.has(path) ? '' : 'is missing: it ';
  return [`${source.place(path)}: ${subject} ${missing}${wanted(issue)}`];
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['object', 'a map of keys'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['int', 'a whole number'],
  ['number', 'a number'],
]);

/** What is wanted, in types and bounds; never what was given. */
function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    return `must be ${typeNames.get(issue.expected) ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}`;
  return told(issue.message).replace(/^./, (first) => first.toLowerCase());
}

/** Keys that the schema has at this place. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = repositoryConfigJsonSchema();
  for (const part of path)
    schema =
      typeof part === 'number'
        ? propertyOf(schema, 'items')
        : propertyOf(propertyOf(schema, 'properties'), String(part));
  const properties = propertyOf(schema, 'properties');
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

function named(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (sofar, part) =>
      typeof part === 'number' ? `${sofar}[${part}]` : `${sofar}${sofar && '.'}${String(part)}`,
    '',
  );
  return JSON.stringify(told(name).slice(0, 120));
}

/** Somebody's words inside a sentence of ours. */
function told(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim().slice(0, 300);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function wrong(problems: readonly string[]): ParsedConfig {
  const shown = problems.slice(0, mostProblems);
  const more = problems.length - shown.length;
  const rest = more > 0 ? `; and ${more} more` : '';
  return {
    kind: 'wrong',
    because:
      `${repositoryConfigPath} can not be used, so nothing runs: ${shown.join('; ')}${rest}.`.toWellFormed(),
  };
}
