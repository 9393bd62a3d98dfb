import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Pages, startPages } from '../../approval-app/embedded/start-pages.ts';

/**
 * A Next app of one page that says one word: what anybody pays who uses Next at all. It is drawn for
 * each request, as ours are, and its settings are ours where they matter for speed.
 */
const files = {
  'package.json': '{ "name": "empty-page", "private": true, "type": "module" }',
  'next.config.mjs': `import { join } from 'node:path';
const root = join(import.meta.dirname, '..', '..', '..');
export default { output: 'standalone', outputFileTracingRoot: root, turbopack: { root }, poweredByHeader: false };
`,
  'app/layout.jsx': `export const dynamic = 'force-dynamic';
export default function Layout({ children }) {
  return <html lang="en"><head><title>Empty</title></head><body>{children}</body></html>;
}
`,
  'app/page.jsx': `export default function Page() {
  return <main><h1>Empty</h1></main>;
}
`,
  'app/healthz/route.js': `export function GET() {
  return new Response('ok');
}
`,
};

/** Builds it once for this Next, outside the product, and starts it as the product is started. */
export async function startEmptyPage(root: string): Promise<Pages> {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/next/package.json'), 'utf8'),
  );
  const name = `empty-page-${version}`;
  const folder = join(root, '.patchplane', 'cache', name);
  const built = join(folder, 'built');
  if (!existsSync(join(built, 'approval-app', 'server.js'))) await build(root, name);
  return await startPages({ built, port: 0, env: {} });
}

async function build(root: string, name: string): Promise<void> {
  const folder = join(root, '.patchplane', 'cache', name);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  await promisify(execFile)(process.execPath, [next, 'build', folder], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const made = join(folder, 'made');
  const at = join(made, '.patchplane', 'cache', name);
  await cp(join(folder, '.next', 'standalone'), made, { recursive: true, verbatimSymlinks: true });
  await cp(join(folder, '.next', 'static'), join(at, '.next', 'static'), { recursive: true });
  // Where `startPages` looks for a server.
  renameSync(at, join(made, 'approval-app'));
  renameSync(made, join(folder, 'built'));
}
