import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { Forge } from './forge.ts';

export function artifactPath(id: number): string {
  return `/_artifacts/${id}.zip`;
}

/** The store behind artifacts: a signed link is all it asks for, and what it gives is the zip. */
export function createDownloads(forge: Forge): Hono {
  const downloads = new Hono();
  downloads.get('/_artifacts/:file', (context) => {
    const artifact = forge.store.state.artifacts.find(
      ({ id }) => `${id}.zip` === context.req.param('file'),
    );
    if (!forge.links.isGood(context.req.path, context.req.query()))
      return context.text('AuthenticationFailed', 403);
    if (!artifact) return context.text('BlobNotFound', 404);
    return context.body(Readable.toWeb(createReadStream(artifact.file)), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${encodeURIComponent(artifact.name)}.zip"`,
    });
  });
  return downloads;
}
