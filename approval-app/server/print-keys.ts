import { readFileSync } from 'node:fs';
import { serverKeySet } from './server-token.ts';
import { createSigner } from './signer.ts';

/** `node print-keys.ts server.pem signing.pem`: the public halves, where deploy.md wants them. */
const [, , serverFile, signingFile] = process.argv;
if (!serverFile || !signingFile) {
  process.stderr.write('usage: node approval-app/server/print-keys.ts server.pem signing.pem\n');
  process.exit(2);
}
const { pinned } = createSigner(readFileSync(signingFile, 'utf8'));
process.stdout.write(`PATCHPLANE_SERVER_JWKS=${await serverKeySet(readFileSync(serverFile, 'utf8'))}

.github/patchplane-keys.json:
${JSON.stringify(pinned, null, 2)}
`);
