import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { z } from 'zod';
import { findSecrets } from '../core/policy/find-secrets.ts';
import { Failure } from '../domain/failure.ts';
import { ConfigFile, configFileName } from './config-schema.ts';
import { oneLine } from './one-line.ts';

const mostBytes = 64 * 1024;

/**
 * Reads `patchplane.config.json` of this folder; undefined where there is none. Throws
 * `Failure` `misconfigured` naming line, key and fix of every problem. Whoever calls this
 * answers for the folder: a pull request's own checkout must never configure its run.
 */
export function readConfigFile(folder: string): ConfigFile | undefined {
  const text = readIfThere(join(folder, configFileName));
  return text === undefined ? undefined : parseConfig(text);
}

/** The same from the file's text, as a forge answers it. */
export function parseConfig(text: string): ConfigFile {
  if (Buffer.byteLength(text) > mostBytes) throw refusal(['it is larger than 64 KB']);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const at = (offset: number) => `line ${text.slice(0, offset).split('\n').length}`;
  const [error] = errors;
  if (error)
    throw refusal([
      `${at(error.offset)} is not JSON (${phrase(printParseErrorCode(error.error))})`,
    ]);
  if (!tree) throw refusal(['it is empty']);
  const forbidden = [...secretsIn(tree), ...repeatedKeysIn(tree)];
  if (forbidden.length > 0)
    throw refusal(forbidden.map(({ node, because }) => `${at(node.offset)}: ${because}`));
  const parsed = ConfigFile.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw refusal(parsed.error.issues.flatMap((issue) => problemsOf(issue, tree, at)));
}

interface Forbidden {
  readonly node: Node;
  readonly because: string;
}

const secretName = /secret|token|passw|credential|private_?key|api_?key|access_?key|marker_?key/i;

/** By name or by shape; neither the value nor a name that is itself a secret is repeated. */
function secretsIn(tree: Node): readonly Forbidden[] {
  return leaves(tree).flatMap((node) => {
    const text = String(node.value);
    const isKey = node.parent?.type === 'property' && node.parent.children?.[0] === node;
    const because =
      'Take it out and store it as a GitHub secret; this file is for everybody to read.';
    if (findSecrets(text).length > 0)
      return [{ node, because: `there is what looks like a secret. ${because}` }];
    return isKey && secretName.test(text)
      ? [{ node, because: `the key ${quoted(text)} is for a secret. ${because}` }]
      : [];
  });
}

/** JSON's readers disagree about which of two counts; so nobody has to guess. */
function repeatedKeysIn(node: Node): readonly Forbidden[] {
  const below = (node.children ?? []).flatMap(repeatedKeysIn);
  if (node.type !== 'object') return below;
  const keys = (node.children ?? []).flatMap((property) => property.children?.[0] ?? []);
  const again = keys.filter(
    (key, index) => keys.findIndex((other) => other.value === key.value) !== index,
  );
  return [
    ...again.map((key) => ({ node: key, because: `the key ${quoted(key.value)} is there twice` })),
    ...below,
  ];
}

function leaves(node: Node): readonly Node[] {
  return node.children ? node.children.flatMap(leaves) : [node];
}

function problemsOf(
  issue: z.core.$ZodIssue,
  tree: Node,
  at: (offset: number) => string,
): readonly string[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const offset = findNodeAtLocation(tree, [...path, key])?.parent?.offset ?? tree.offset;
      return `${at(offset)}: there is no setting ${quoted([...path, key].join('.'))}. Take it out or mend its spelling`;
    });
  const node = findNodeAtLocation(tree, path);
  const name = path.length > 0 ? quoted(path.join('.')) : 'the file';
  const missing = node ? '' : ' is missing:';
  return [`${at((node ?? tree).offset)}: ${name}${missing} ${wanted(issue)}`];
}

/** zod's sentence for what is wanted; it names types and bounds, never what was given. */
function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.join(' or ')}`;
  return oneLine(issue.message).replace(/^./, (first) => first.toLowerCase());
}

function phrase(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function quoted(text: unknown): string {
  return JSON.stringify(oneLine(String(text)).slice(0, 80));
}

function refusal(problems: readonly string[]): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `${configFileName} can not be used: ${problems.join('; ')}.`,
  });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw refusal(['it can not be read as a file']);
  }
}
