import { crc32, deflateSync } from 'node:zlib';

const width = 320;
const height = 180;

/** A small PNG of a page: a bar, lines of text, and a button that is only there afterwards. */
export function picture(when: 'before' | 'after', dark = false): Uint8Array {
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const colour = colourAt(x, y, when);
      row.set(dark ? colour.map((part) => 255 - part) : colour, 1 + x * 3);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(x: number, y: number, when: 'before' | 'after'): [number, number, number] {
  if (y < 24) return [58, 79, 196];
  if (when === 'after' && x > 220 && x < 300 && y > 130 && y < 160) return [26, 107, 60];
  const line = y > 40 && y < 120 && y % 14 < 6 && x > 20 && x < 260 - (y % 5) * 12;
  return line ? [190, 190, 186] : [250, 250, 248];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
