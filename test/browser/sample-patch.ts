import type { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { sha256Hex } from '../../action/domain/digest.ts';

const git = (seed: string) => sha256Hex(seed).slice(0, 40);
const zero = '0'.repeat(40);
const unseen = String.fromCodePoint(0x200b);

/** Four files: words with a character that nobody sees, a script that becomes executable, code, a new test. */
export const fourFiles = `diff --git a/docs/notes.md b/docs/notes.md
index ${git('n1')}..${git('n2')} 100644
--- a/docs/notes.md
+++ b/docs/notes.md
@@ -1,3 +1,4 @@
 # Notes
 
-Pages are counted from zero.
+Pages are counted from one.
+The last page may be${unseen} short.
diff --git a/scripts/release.sh b/scripts/release.sh
old mode 100644
new mode 100755
index ${git('s1')}..${git('s2')}
--- a/scripts/release.sh
+++ b/scripts/release.sh
@@ -1,2 +1,3 @@
 #!/bin/sh
 set -e
+npm test
diff --git a/src/page.ts b/src/page.ts
index ${git('p1')}..${git('p2')} 100644
--- a/src/page.ts
+++ b/src/page.ts
@@ -1,9 +1,12 @@
 /** How many pages a list takes. */
 export function pages(total: number, size: number): number {
-  return Math.floor(total / size);
+  if (size <= 0) throw new RangeError('a page holds at least one item');
+  return Math.ceil(total / size);
 }
 
 export function lastPage(total: number, size: number): number {
-  const last = pages(total, size);
-  return last;
+  return Math.max(1, pages(total, size));
 }
+
+export const firstPage = 1;
diff --git a/test/page.test.ts b/test/page.test.ts
new file mode 100644
index ${zero}..${git('t2')}
--- /dev/null
+++ b/test/page.test.ts
@@ -0,0 +1,6 @@
+import { expect, it } from 'vitest';
+import { pages } from '../src/page.ts';
+
+it('counts the page that is not full', () => {
+  expect(pages(11, 10)).toBe(2);
+});
`;

/** The candidate that this patch is, for one run. */
export function fourFilesCandidate(runId: string): CandidatePatchSet {
  const change = (path: string, old: string, now: string) => ({
    path,
    status: 'M' as const,
    oldMode: '100644',
    newMode: '100644',
    oldBlob: git(old),
    newBlob: git(now),
  });
  return {
    id: `candidate-${sha256Hex(runId).slice(0, 16)}`,
    workflowRunId: runId,
    subject: { kind: 'sandbox-generated', sandboxExecutionId: 'sandbox-1' },
    status: 'captured',
    baseSha: git('base'),
    baseTree: git('base tree'),
    resultTree: git('result tree'),
    patchSha256: sha256Hex(fourFiles),
    changes: [
      change('docs/notes.md', 'n1', 'n2'),
      { ...change('scripts/release.sh', 's1', 's2'), newMode: '100755' },
      change('src/page.ts', 'p1', 'p2'),
      {
        ...change('test/page.test.ts', 't1', 't2'),
        status: 'A',
        oldMode: null,
        oldBlob: null,
      },
    ],
    stats: { filesChanged: 4, additions: 14, deletions: 4 },
    createdAt: Date.now(),
  };
}
