import type { TreeChange } from '../../domain/candidate-patch-set.ts';
import { displayPath } from '../../domain/display-path.ts';
import { PathKind } from './facts.ts';
import { manifestChange } from './manifest-change.ts';
import {
  isAutomation,
  isDependencyFile,
  isExecutableAtCi,
  isGeneratedFile,
  isSensitive,
  isSnapshot,
  isSteering,
  isTestFile,
} from './path-kinds.ts';
import type { BlobText } from './read-text.ts';

/** Both sides of a change as text; undefined where there is none or it was not read. */
export interface Sides {
  readonly before: BlobText | undefined;
  readonly after: BlobText | undefined;
  /** A side is there and was too large to be read. */
  readonly unread: boolean;
}

/** All that a changed path is, by its name, its modes and, for a manifest, its content. */
export function kindsOf(change: TreeChange, { before, after, unread }: Sides): PathKind[] {
  const path = typeof change.path === 'string' ? change.path : displayPath(change.path);
  const modes = [change.oldMode, change.newMode];
  const manifest =
    /(^|\/)package\.json$/i.test(path) && !unread
      ? manifestChange(before?.text, after?.text)
      : { dependencies: true, scripts: true };
  const is: Record<PathKind, boolean> = {
    automation: isAutomation(path),
    binary: Boolean(before?.binary || after?.binary),
    'ci-executable': isExecutableAtCi(path) && manifest.scripts,
    dependency: isDependencyFile(path) && manifest.dependencies,
    'executable-bit-added': change.newMode === '100755' && change.oldMode !== '100755',
    generated: isGeneratedFile(path) || Boolean(after && saysGenerated(after.text)),
    gitlink: modes.includes('160000'),
    sensitive: isSensitive(path),
    snapshot: isSnapshot(path),
    steering: isSteering(path),
    symlink: modes.includes('120000'),
    test: isTestFile(path),
  };
  return PathKind.options.filter((kind) => is[kind]);
}

/** As generators say it in the first lines of what they write. */
function saysGenerated(text: string): boolean {
  return /@generated|code generated .{0,80}do not edit|auto-?generated/i.test(text.slice(0, 2_000));
}
