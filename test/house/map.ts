import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesUnder, read, root } from './tree.ts';

/** What a room is for, where no file says it. */
const rooms = [
  ['action', 'Everything that runs in a job, and the embedded cloud.'],
  ['approval-app', 'Where a person decides, and the ledger that keeps the decision.'],
  ['test', 'Looks at all of it from outside; nothing imports it.'],
] as const;

/**
 * Draws docs/MAP.md: every folder and file with the first sentence that the file says about
 * itself. Started as a program, it writes the map.
 */
export function drawMap(): string {
  const sections = rooms.flatMap(([room, purpose]) => [`## ${room}`, purpose, ...foldersOf(room)]);
  return [
    '# Map',
    'Drawn by `node test/house/map.ts` from the files themselves; do not edit it.',
    ...sections,
    '',
  ].join('\n\n');
}

function foldersOf(room: string): string[] {
  const files = filesUnder(room).filter((path) => /\.(c?ts|mts|mjs)$/.test(path));
  const folders = Map.groupBy(files, (path) => dirname(path));
  return [...folders].flatMap(([folder, paths]) => [
    ...(folder === room ? [] : [`### ${folder}`]),
    paths.map(lineOf).join('\n'),
  ]);
}

function lineOf(path: string): string {
  const name = path.slice(dirname(path).length + 1);
  const says = firstSentence(read(path));
  return `- [${name}](../${path})${says ? `: ${says}` : ''}`;
}

/** The comment at an export says what the file is for; else the first comment there is. */
function firstSentence(text: string): string {
  const comment =
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export /.exec(text)?.[1] ??
    /^\/\*\*((?:(?!\*\/)[\s\S])*)\*\//m.exec(text)?.[1] ??
    /^(?:\/\/.*\n)+/.exec(text)?.[0] ??
    '';
  const plain = comment
    .replaceAll(/^\s*(\*|\/\/) ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /^.*?[.:](?= |$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(root, 'docs', 'MAP.md'), drawMap());
