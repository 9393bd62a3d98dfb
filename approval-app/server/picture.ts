import { sha256Hex } from '../../action/domain/digest.ts';
import type { RunView } from '../contract/run-view.ts';

interface PictureQuestion {
  /** Of who is asking; undefined where there is no such run for them. */
  readonly view: RunView | undefined;
  readonly sha256: string;
  readonly read: (runId: string, sha256: string) => Promise<Uint8Array>;
}

const longest = 16 * 1024 * 1024;

/** What a picture is says its first bytes, never its name: nothing that can hold a script passes. */
const kinds = [
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
] as const;

/** A screenshot for an `img` of ours: PNG or JPEG by its bytes, and whole by its digest. */
export async function answerPicture({ view, sha256, read }: PictureQuestion): Promise<Response> {
  const artifact = view?.artifacts.find(
    (each) => each.kind === 'screenshot' && each.sha256 === sha256,
  );
  if (!view || !artifact || artifact.sizeBytes > longest) return refused(404);
  const bytes = await read(view.run.id, sha256).catch(() => undefined);
  if (!bytes || sha256Hex(bytes) !== sha256) return refused(404);
  const kind = kinds.find(({ starts }) => starts.every((byte, at) => bytes[at] === byte));
  if (!kind) return refused(415);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': kind.type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=300',
    },
  });
}

function refused(status: 404 | 415): Response {
  return new Response('There is no such picture.', { status });
}
