import type { Sandbox } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { type ExecuteDeps, execute } from './execute.ts';
import { upload } from './files.ts';

/** What an image has of what we need. */
export interface Tools {
  /** Absolute path of a Node that runs our programs and the agent: 22.19 or later. */
  readonly node: string;
  /** Version of the agent's package that the image has at `baked`. */
  readonly agentVersion: string | undefined;
}

/** Where an image has the agent's package when it was made for this. */
const baked = '/opt/pi';

/** Where images keep Node, and whatever a login shell finds. */
const findScript = `for node in /opt/node/bin/node "$(command -v node)" \\
  "$HOME"/.nvm/versions/node/*/bin/node /usr/local/share/nvm/versions/node/*/bin/node \\
  "$(bash -lc 'command -v node' 2>/dev/null)"; do
  [ -x "$node" ] || continue
  "$node" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 19) ? 0 : 1)' || continue
  printf '%s\\n' "$node"
  [ -f "$1" ] && head -c 65536 -- "$1"
  exit 0
done
exit 1`;

/** In a sandbox that nothing untrusted ran in yet. */
export async function findTools(deps: ExecuteDeps, sandbox: Sandbox): Promise<Tools> {
  const { exitCode, stdout } = await execute(deps, sandbox, {
    argv: ['sh', '-c', findScript, 'sh', `${baked}/package.json`],
    cwd: '/',
    timeoutSeconds: 60,
    maxOutputBytes: 128 * 1024,
  });
  const [node = '', ...manifest] = Buffer.from(stdout).toString('utf8').split('\n');
  if (exitCode === 0 && /^\/[\w./@+-]+$/.test(node)) {
    return { node, agentVersion: versionIn(manifest.join('\n')) };
  }
  throw new Failure({
    code: 'misconfigured',
    tell: 'The sandbox has no Node 22.19 or later; use a snapshot that has one (examples/daytona shows how to make it).',
  });
}

function versionIn(manifest: string): string | undefined {
  return /"version"\s*:\s*"([^"]{1,50})"/.exec(manifest)?.[1];
}

/** The agent as its published package, checked by whoever fetched it. */
export interface AgentPackage {
  readonly version: string;
  /** A file of the package, relative to it. */
  readonly entry: string;
  /** The gzipped tarball; asked for only where the image does not have the agent. */
  readonly tarball: () => Promise<Uint8Array>;
}

/**
 * Absolute path of the agent's entry: of the one that the image has, if it is the pinned
 * version, otherwise of one that is brought along. Nothing is installed, so no script of a
 * package runs and no registry is asked from inside.
 */
export async function bringAgent(
  deps: ExecuteDeps,
  sandbox: Sandbox,
  agent: AgentPackage,
  { agentVersion }: Tools,
): Promise<{ readonly entry: string; readonly origin: string }> {
  if (agentVersion === agent.version) {
    return { entry: `${baked}/${agent.entry}`, origin: `image (${agent.version})` };
  }
  const folder = `${sandbox.scratch}/agent-package`;
  const tarball = `${folder}.tgz`;
  await upload(deps.client, sandbox, [{ path: tarball, content: await agent.tarball() }]);
  const unpacked = await execute(deps, sandbox, {
    argv: ['sh', '-c', unpackScript, 'sh', folder, tarball, agent.entry],
    cwd: '/',
    timeoutSeconds: 120,
    maxOutputBytes: 64 * 1024,
  });
  if (unpacked.exitCode !== 0) {
    throw new Failure({
      code: 'unavailable',
      tell: 'The agent could not be unpacked in the sandbox; its disk may be full, or tar may be missing.',
    });
  }
  return { entry: `${folder}/${agent.entry}`, origin: `uploaded (${agent.version})` };
}

const unpackScript =
  'mkdir -p -- "$1" && tar -xzf "$2" -C "$1" --strip-components=1 --no-same-owner && rm -f -- "$2" && [ -f "$1/$3" ]';
