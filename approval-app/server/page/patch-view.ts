import { html } from 'hono/html';
import type { ShownPatch } from '../evidence.ts';
import { type Html, nothing } from './layout.ts';
import { holdsGhosts, visible } from './visible.ts';

/** The canonical patch, whole: every line of it, and every character that hides. */
export function patchView(patch: ShownPatch): Html {
  if (patch.status === 'missing')
    return html`<section id="patch"><h2>Patch</h2>
<p class="alert">✕ Not shown: ${patch.because}. What can not be shown can not be approved here.</p>
</section>`;
  return html`<section id="patch"><h2>Patch</h2>
${patch.isUtf8 ? nothing : html`<p class="alert">▲ Some bytes are not UTF-8 and are shown as U+FFFD.</p>`}
${
  holdsGhosts(patch.text)
    ? html`<p class="alert">▲ This patch holds characters that can not be seen; each is marked <mark class="ghost">U+…</mark>.</p>`
    : nothing
}
${filesOf(patch.text).map(fileView)}
</section>`;
}

/** Cut where git starts a file; joined again, the parts are the patch. */
function filesOf(text: string): string[] {
  return text.split(/^(?=diff --git )/m).filter((part) => part !== '');
}

function fileView(file: string): Html {
  const lines = file.replace(/\n$/, '').split('\n');
  const hunksAt = lines.findIndex((line) => line.startsWith('@@') || line === 'GIT binary patch');
  const start = hunksAt === -1 ? lines.length : hunksAt;
  return html`<article class="file"><pre class="meta">${joined(lines.slice(0, start), () => '')}</pre>
<pre class="diff"><code>${joined(lines.slice(start), classOf)}</code></pre></article>`;
}

function joined(lines: readonly string[], styleOf: (line: string) => string): Html {
  return html`${lines.map((line) => {
    const style = styleOf(line);
    return style
      ? html`<span class="${style}">${visible(line)}
</span>`
      : html`${visible(line)}
`;
  })}`;
}

const styles: Record<string, string> = { '+': 'add', '-': 'del', '@': 'hunk', '\\': 'hunk' };

function classOf(line: string): string {
  return styles[line.charAt(0)] ?? '';
}
