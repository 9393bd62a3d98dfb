import { isTestFile } from '../../policy/path-kinds.ts';
import type { ChangedFile } from '../plan/changed-file.ts';
import { globMatcher } from '../scope/bound-scope.ts';
import type { Hint } from './hint.ts';

const isCode = globMatcher([
  '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,py,go,rs,java,kt,scala,rb,php,cs,swift,c,cc,cpp,m}',
]);

/** Code that changes while no test with its name does. */
export function missingTest(files: readonly ChangedFile[]): readonly Hint[] {
  const tests = new Set(files.filter(({ path }) => isTestFile(path)).map(({ path }) => stem(path)));
  return files
    .filter(({ path, insertions }) => insertions > 0 && isCode(path) && !isTestFile(path))
    .filter(({ path }) => !tests.has(stem(path)))
    .map(({ path }) => ({
      code: 'MISSING_TEST_COUNTERPART',
      file: path,
      evidence: 'changes, and no test file of its name does',
    }));
}

/** `src/price.ts`, `price.test.ts`, `test_price.py`, `PriceTest.java`: all `price`. */
function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name
    .slice(0, name.indexOf('.') < 1 ? undefined : name.indexOf('.'))
    .toLowerCase()
    .replace(/^test_|_test$|_spec$|tests?$/g, '');
}
