import type { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { PolicyVerdict } from '../../action/domain/policy-bundle.ts';

/** What somebody writes who wants a page to break, or to lie. */

const override = String.fromCodePoint(0x202e);
const zeroWidth = String.fromCodePoint(0x200b);

/** Right to left, an override that turns what follows around, and no end. */
export const awkwardTitle = `תקן את העימוד ${override}txt.evil ${zeroWidth}${'and-then-some-more'.repeat(12)}`;

export const awkwardPrompt = `${awkwardTitle}\n\n<script>alert(1)</script>\n${'x'.repeat(3_000)}`;

/** Many files below one long path, each with one line. */
export function awkwardPatch(files: number): {
  readonly text: string;
  readonly changes: CandidatePatchSet['changes'];
} {
  const deep = 'packages/very-long-name-of-a-package/src/components/with/many/levels';
  const paths = Array.from(
    { length: files },
    (_, at) => `${deep}/file-${String(at).padStart(3, '0')}.ts`,
  );
  const blob = (seed: string) => sha256Hex(seed).slice(0, 40);
  return {
    text: paths
      .map(
        (path) =>
          `diff --git a/${path} b/${path}\nindex ${blob(`${path}1`)}..${blob(`${path}2`)} 100644\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-export const value = '${'long'.repeat(60)}';\n+export const value = 'שלום ${override}olleh';\n`,
      )
      .join(''),
    changes: paths.map((path) => ({
      path,
      status: 'M',
      oldMode: '100644',
      newMode: '100644',
      oldBlob: blob(`${path}1`),
      newBlob: blob(`${path}2`),
    })),
  };
}

export function awkwardFindings(many: number): PolicyVerdict['findings'] {
  const severities = ['blocker', 'high', 'medium', 'low', 'info'] as const;
  return Array.from({ length: many }, (_, at) => ({
    rule: 'hidden-characters',
    severity: severities[at % severities.length] ?? 'info',
    effect: 'changes-requested',
    path: `packages/very-long-name-of-a-package/src/components/with/many/levels/file-${at}.ts`,
    startLine: at + 1,
    message: `file-${at}.ts has ${at + 1} characters that nobody sees, ${override}dna that turn text around`,
  }));
}
