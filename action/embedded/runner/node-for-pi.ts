import { Failure } from '../../domain/failure.ts';

const least = { major: 22, minor: 19 } as const;

/** The jail has the Node of the job, and Pi needs a newer one than PatchPlane itself does. */
export function requireNodeForPi(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > least.major || (major === least.major && minor >= least.minor)) return;
  throw new Failure({
    code: 'misconfigured',
    tell: `An agent on this runner needs Node ${least.major}.${least.minor} or later; this is ${version}. Add actions/setup-node with node-version 24 before the action.`,
  });
}
