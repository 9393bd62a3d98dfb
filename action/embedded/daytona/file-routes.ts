import { Hono } from 'hono';
import { z } from 'zod';
import type { Box } from './box.ts';
import { ProgramText } from './program-text.ts';
import { daemonError, daemonErrorBody } from './wire-error.ts';

/**
 * Files go in and out through a jail, never by the host's own paths: a link that jailed code
 * planted must lead to what it means inside, not to a file of the host.
 */
export function fileRoutes(box: Box): Hono {
  const app = new Hono();

  app.post('/files/bulk-upload', async (context) => {
    const form = await context.req.raw.formData().catch(() => undefined);
    if (!form) return daemonError(context, 400, 'BAD_REQUEST', 'not a form of files');
    const files: { path: string; bytes: number }[] = [];
    for (let index = 0; form.has(`files[${index}].path`); index += 1) {
      const path = Path.parse(form.get(`files[${index}].path`));
      const file = form.get(`files[${index}].file`);
      if (!(file instanceof File)) continue;
      const stdin = new Uint8Array(await file.arrayBuffer());
      const { code } = await box.run({
        script: writeScript,
        parameters: [path],
        stdin,
        offline: true,
      });
      if (code !== 0) return context.json({ errors: [`${path}: cannot be written`] }, 400);
      files.push({ path, bytes: stdin.length });
    }
    return context.json({ files });
  });

  app.post('/files/bulk-download', async (context) => {
    const { paths } = Download.parse(await context.req.json());
    const parts: Buffer[] = [];
    for (const path of paths) {
      const { code, stdout } = await box.run({
        script: readScript,
        parameters: [path],
        offline: true,
      });
      parts.push(code === 0 ? filePart(path, stdout) : errorPart(path));
    }
    const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
    const type = `multipart/form-data; boundary=${boundary}`;
    return context.body(Uint8Array.from(body), 200, { 'content-type': type });
  });

  app.get('/files/info', async (context) => {
    const { path } = FileQuery.parse(context.req.query());
    const { code, stdout } = await box.run({
      script: infoScript,
      parameters: [path],
      offline: true,
    });
    if (code !== 0) return daemonError(context, 404, 'FILE_NOT_FOUND', `file not found: ${path}`);
    const [size, mode, permissions, modified, kind] = stdout.toString('utf8').trim().split('\t');
    const modifiedAt = new Date(Number(modified) * 1000).toISOString();
    return context.json({
      ...{ name: path.split('/').at(-1), path, isDir: kind === 'directory', size: Number(size) },
      ...{ mode, permissions, modTime: modifiedAt, modifiedAt, owner: 'daytona', group: 'daytona' },
    });
  });

  app.delete('/files', async (context) => {
    const { path, recursive } = FileQuery.parse(context.req.query());
    const flags = recursive === 'true' ? '-rf' : '-f';
    const deleted = await box.run({
      script: deleteScript,
      parameters: [path, flags],
      offline: true,
    });
    if (deleted.code === 0) return context.body(null, 204);
    return daemonError(context, 404, 'FILE_NOT_FOUND', `file not found: ${path}`);
  });

  return app;
}

const Path = ProgramText.min(1);
const Download = z.looseObject({ paths: z.array(Path) });
const FileQuery = z.looseObject({ path: Path, recursive: z.enum(['true', 'false']).optional() });

const writeScript = 'mkdir -p -- "$(dirname -- "$1")" && cat >"$1"';
// Devices and pipes are not files: reading one might never end.
const readScript = '[ -f "$1" ] && exec head -c 268435456 -- "$1"';
const deleteScript = '[ -e "$1" ] && exec rm "$2" -- "$1"';
const infoScript = `exec stat -L --printf '%s\\t%A\\t%a\\t%Y\\t%F' -- "$1"`;

const boundary = 'DAYTONA-FILE-BOUNDARY';

function filePart(path: string, content: Buffer): Buffer {
  const head = `${disposition('file', path)}\r\nContent-Length: ${content.length}\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
}

function errorPart(path: string): Buffer {
  const message = `file not found: ${path}`;
  const fields = { statusCode: 404, code: 'FILE_NOT_FOUND', message, path, method: 'POST' };
  const body = JSON.stringify(daemonErrorBody(fields));
  return Buffer.from(
    `${disposition('error', path)}\r\nContent-Type: application/json; charset=utf-8\r\n\r\n${body}\r\n`,
  );
}

function disposition(name: string, path: string): string {
  const plain = path.replaceAll(/["\r\n]/g, '_');
  // The apostrophe is a delimiter here, and `encodeURIComponent` leaves it alone.
  const encoded = encodeURIComponent(path).replaceAll("'", '%27');
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${plain}"; filename*=utf-8''${encoded}`;
}
