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
  const says = firstSentence(read(path), name.replace(/\.\w+$/, '').replaceAll('-', ''));
  return `- [${name}](../${path})${says ? `: ${says}` : ''}`;
}

const doc = String.raw`\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*`;
/** What bears the file's name says most about it, then what it does, then what it offers. */
const places = (name: string) => [
  new RegExp(`${doc}export (?:async )?(?:function|interface|const|class) ${name}\\b`, 'i'),
  new RegExp(`${doc}export (?:async )?function `),
  new RegExp(`${doc}export `),
  new RegExp(doc),
  /^((?:\/\/.*\n)+)/,
];

function firstSentence(text: string, name: string): string {
  const comment =
    places(name)
      .map((place) => place.exec(text)?.[1])
      .find((found) => found) ?? '';
  const plain = comment
    .replaceAll(/^\s*(\*|\/\/) ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /^.*?\.(?= |$)/.exec(plain)?.[0] ?? plain;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(root, 'docs', 'MAP.md'), drawMap());
