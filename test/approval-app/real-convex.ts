import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type {
  ConvexHost,
  ConvexHostOptions,
} from '../../approval-app/embedded/start-convex-host.ts';

const run = promisify(execFile);
const authConfig = new URL('../../approval-app/convex/auth.config.ts', import.meta.url);

/** Where a real backend of Convex's listens, and its administrator's key; as `convex` itself reads them. */
const backend = {
  url: process.env['CONVEX_SELF_HOSTED_URL'] ?? '',
  adminKey: process.env['CONVEX_SELF_HOSTED_ADMIN_KEY'] ?? '',
};

export const hasRealConvex = backend.url !== '' && backend.adminKey !== '';

/**
 * The same functions on Convex's own backend, for the same tests. The tests' issuers are on loopback,
 * so their keys are written into the pushed configuration; the file is put back at once.
 */
export async function startRealConvex(options: ConvexHostOptions): Promise<ConvexHost> {
  for (const [name, value] of Object.entries(options.env)) await convex('env', 'set', name, value);
  const original = readFileSync(authConfig, 'utf8');
  try {
    writeFileSync(authConfig, await withKeys(original, options.jwks));
    await convex('dev', '--once', '--typecheck', 'disable');
  } finally {
    writeFileSync(authConfig, original);
  }
  const administrate: ConvexHost['administrate'] = async (name, args) => {
    const { stdout } = await convex('run', name, JSON.stringify(args));
    return stdout.trim() === '' ? null : JSON.parse(stdout);
  };
  const { repositories = [], memberships = [], githubAccounts = [] } = options.seeds ?? {};
  for (const repository of repositories) await administrate('administration:enrol', repository);
  for (const membership of memberships)
    await administrate('administration:setMembership', { membership });
  for (const link of githubAccounts) await administrate('administration:linkGithub', link);
  const elapse = () => Promise.reject(new Error('nobody moves the clock of a real backend'));
  return { url: backend.url, pid: undefined, administrate, elapse, close: async () => undefined };
}

async function convex(...args: readonly string[]) {
  return await run('npx', ['convex', ...args], { maxBuffer: 16 * 1024 * 1024 });
}

/** The addresses of key sets, replaced by the key sets. */
async function withKeys(config: string, jwks: Readonly<Record<string, string>>): Promise<string> {
  let text = config;
  for (const [issuer, url] of Object.entries(jwks)) {
    const keys = Buffer.from(await (await fetch(url)).text()).toString('base64');
    const address = issuer.startsWith('https://token.actions')
      ? /'https:\/\/token\.actions\.githubusercontent\.com\/\.well-known\/jwks'/g
      : /`https:\/\/api\.workos\.com\/sso\/jwks\/\$\{workosClient\}`/g;
    text = text.replace(address, `'data:application/json;base64,${keys}'`);
  }
  return text;
}
