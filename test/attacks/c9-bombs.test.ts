import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../action/core/policy/evaluate.ts';
import { readImage } from '../../action/core/workflows/verify/reports/read-image.ts';
import {
  type CaseFormat,
  readReport,
} from '../../action/core/workflows/verify/reports/read-report.ts';
import { factsOf, modified } from '../core/policy/sample.ts';

function chunk(type: string, content: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
}

/** A PNG whose header promises this much; the rest is as small as it can be. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(16))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A JPEG with nothing but a frame header of this size. */
function jpegOf(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 34, 0, 2, 17, 1, 3, 17, 1]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const app0 = Buffer.concat([
    Buffer.from([0xff, 0xe0, 0, 16]),
    Buffer.from('JFIF\0'),
    Buffer.alloc(9),
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app0, frame, Buffer.from([0xff, 0xd9])]);
}

const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(16)]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');

const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ['a PNG of 50,000 by 50,000', pngOf(50_000, 50_000), /50000 by 50000 pixels/],
  ['a PNG as wide as can be said', pngOf(0xffff_ffff, 1), /pixels are more/],
  ['a PNG just over the pixels that are shown', pngOf(16_000, 16_000), /pixels are more/],
  ['a PNG without pixels', pngOf(0, 10), /no pixels/],
  ['a JPEG of 65,000 by 65,000', jpegOf(65_000, 65_000), /pixels are more/],
  ['a PNG that ends in its header', pngOf(10, 10).subarray(0, 20), /header|no pixels/],
  ['only the magic bytes of a PNG', pngOf(1, 1).subarray(0, 8), /header/],
  ['only the magic bytes of a JPEG', Buffer.from([0xff, 0xd8, 0xff]), /header/],
  ['a JPEG whose segment leads nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), /header/],
  [
    'a JPEG of endless empty segments',
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      Buffer.alloc(9_000_000, Buffer.from([0xff, 0xe0, 0, 2])),
    ]),
    /header/,
  ],
  ['a GIF', gif, /neither PNG nor JPEG/],
  ['an SVG, which is a program', svg, /neither PNG nor JPEG/],
  ['HTML', Buffer.from('<script>alert(1)</script>'), /neither PNG nor JPEG/],
  ['a ZIP archive', Buffer.from('PK\u0003\u0004bomb'), /neither PNG nor JPEG/],
  ['a gzip stream', Buffer.from([0x1f, 0x8b, 8, 0]), /neither PNG nor JPEG/],
  ['nothing', new Uint8Array(), /neither PNG nor JPEG/],
  [
    'a PNG of 11 MB',
    Buffer.concat([pngOf(1, 1), Buffer.alloc(11 * 1024 * 1024)]),
    /larger than 10 MB/,
  ],
];

describe('C9: images that are more than they weigh', () => {
  it.each(refused)('[C9] %s is refused by its header alone', (_, bytes, because) => {
    const image = readImage(bytes);

    expect(image).toMatchObject({ kind: 'refused', because: expect.stringMatching(because) });
  });

  it('[C9] [PRV-16] ordinary ones are known by their bytes', () => {
    expect(readImage(pngOf(1280, 720))).toEqual({
      kind: 'image',
      contentType: 'image/png',
      width: 1280,
      height: 720,
    });
    expect(readImage(jpegOf(800, 600))).toMatchObject({ contentType: 'image/jpeg', height: 600 });
  });
});

describe('C9: reports that are deeper and longer than anybody needs', () => {
  const deep = 200_000;
  const bombs: readonly (readonly [string, CaseFormat, string])[] = [
    ['deep JSON for jest', 'jest', `{"testResults":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['deep JSON for go', 'go-test', `{"Action":"x","a":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['deep subtests', 'tap', `${' '.repeat(4 * deep)}ok 1 - a\n`],
    ['deep test names', 'go-test', `{"Action":"pass","Test":"${'a/'.repeat(deep)}"}`],
    ['one endless line', 'pytest', 'x'.repeat(20_000_000)],
    [
      'a name of 20 MB',
      'junit',
      `<testsuite><testcase name="${'x'.repeat(20_000_000)}"/></testsuite>`,
    ],
    ['a megabyte of attributes', 'junit', `<testsuite ${attributes(20_000)}/>`],
    ['endless text in a case', 'junit', `<testsuite><testcase>${'x'.repeat(20_000_000)}`],
  ];

  it.each(bombs)('[C9] %s ends, in bounded memory, with a verdict', (_, format, text) => {
    const before = process.memoryUsage().rss;

    const report = readReport(format, new TextEncoder().encode(text), {
      workspace: '/w',
      isFile: true,
    });

    expect(report.cases.length).toBeLessThan(10);
    for (const { name } of report.cases) expect(name.length).toBeLessThanOrEqual(200_000 * 2 + 10);
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(600);
  });

  it('[C9] cut evidence is not approvable without an override', () => {
    const facts = factsOf([{ change: modified('src/a.ts') }], {
      truncatedEvidence: ['verify/candidate/unit'],
    });

    const verdict = evaluatePolicy(defaultBundle, facts);

    expect(['changes-requested', 'block']).toContain(verdict.outcome);
    expect(verdict.findings.map(({ rule }) => rule)).toContain('truncated-evidence');
  });
});

function attributes(count: number): string {
  return Array.from({ length: count }, (_, at) => `a${at}="${'x'.repeat(40)}"`).join(' ');
}
