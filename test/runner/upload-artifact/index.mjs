import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '';
const [name, path] = [input('name'), input('path')];
const into = join(process.env.PATCHPLANE_TEST_ARTIFACTS, name);
if (!existsSync(path)) throw new Error(`No files were found with the provided path: ${path}`);
// As the real one: an artifact is not replaced, unless that is asked for.
if (input('overwrite') === 'true') rmSync(into, { recursive: true, force: true });
if (existsSync(into)) throw new Error(`an artifact with this name already exists: ${name}`);
mkdirSync(into, { recursive: true });
cpSync(path, into, { recursive: true });
appendFileSync(
  process.env.GITHUB_OUTPUT,
  `artifact-id=1\nartifact-url=http://127.0.0.1/artifacts/1\nartifact-digest=${'0'.repeat(64)}\n`,
);
