import { imageSize } from 'image-size';

/** What a screenshot may be at most: a header of a few bytes can promise terabytes of pixels. */
const largest = { bytes: 10 * 1024 * 1024, side: 16_384, pixels: 64 * 1024 * 1024 } as const;

export type ReadImage =
  | {
      readonly kind: 'image';
      readonly contentType: 'image/png' | 'image/jpeg';
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'refused'; readonly because: string };

/** Looks at the first bytes and the header, never at a name; nothing is decoded. */
export function readImage(bytes: Uint8Array): ReadImage {
  if (bytes.length > largest.bytes) return refused('it is larger than 10 MB');
  const contentType = contentTypeOf(bytes);
  if (!contentType) return refused('it is neither PNG nor JPEG');
  const size = sizeOf(bytes);
  if (!size) return refused('its header can not be read');
  const { width, height } = size;
  if (width < 1 || height < 1) return refused('it has no pixels');
  if (width > largest.side || height > largest.side || width * height > largest.pixels)
    return refused(`${width} by ${height} pixels are more than anybody looks at`);
  return { kind: 'image', contentType, width, height };
}

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpeg = [0xff, 0xd8, 0xff];

function contentTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | undefined {
  const beginsWith = (magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (beginsWith(png)) return 'image/png';
  return beginsWith(jpeg) ? 'image/jpeg' : undefined;
}

function sizeOf(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } | undefined {
  try {
    // A copy: its readers look past the end of a view into whatever lies behind it.
    return imageSize(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}

function refused(because: string): ReadImage {
  return { kind: 'refused', because };
}
