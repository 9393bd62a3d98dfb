import { describe, expect, it } from 'vitest';
import type { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { awkwardPatch } from './awkward-run.ts';
import { desktop } from './chromium.ts';
import { seedRun } from './seed-run.ts';
import { openStage } from './stage.ts';

/** What a run's page shows before a script of it ran, and what that is worth. */
describe('the first paint of a patch', () => {
  const stage = openStage();

  /** The page as it comes, to somebody whose browser runs nothing. */
  async function withoutScripts(path: string) {
    const page = await stage.at('reviewer', '/organisations');
    const session = await page.context().storageState();
    const window = await stage.browser.newContext({
      viewport: { width: desktop.width, height: desktop.height },
      javaScriptEnabled: false,
      storageState: session,
    });
    const still = await window.newPage();
    await still.goto(new URL(path, stage.house.url).href);
    return still;
  }

  it('[B7] [D8] the gravest file comes with the page, as text, and counts as opened by nobody', async () => {
    const { runId } = await seedRun(stage.house);

    const page = await withoutScripts(`/runs/${runId}`);

    await page.getByTestId('diff').getByText('+++ b/scripts/release.sh').waitFor();
    const files = page.getByRole('region', { name: 'Changed files' }).getByRole('listitem');
    expect(await files.count()).toBe(4);
    expect(await files.getByText(', not opened').count()).toBe(4);
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  it('[B7] [C13] what an agent wrote stays text where the server draws it, and nothing of it is unseen', async () => {
    const { runId } = await seedRun(stage.house, { patch: patchOf(awkwardLines) });

    const page = await withoutScripts(`/runs/${runId}`);

    const shown = page.getByTestId('diff');
    await shown.getByText('+</script><script>document.title = "hit"</script>').waitFor();
    await shown.getByText('+mark⟦\\u{FEFF}⟧ nothing⟦\\u{0}⟧ lines⟦\\u{2028}⟧⟦\\u{2029}⟧').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.content()).not.toContain('<script>document.title');
  });

  it('what came with the page is digested and believed, whatever bytes it is made of', async () => {
    const patch = patchOf(awkwardLines);
    const { runId } = await seedRun(stage.house, { patch });
    const page = await stage.at('reviewer', '/organisations');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));

    await page.goto(new URL(`/runs/${runId}`, stage.house.url).href);
    await page.getByRole('button', { name: 'Approve', disabled: false }).waitFor();

    expect(await page.getByText('These are other bytes').count()).toBe(0);
    // It can see what it looks for: the page's own address is in there.
    expect(asked).toContain(`/runs/${runId}`);
    expect(asked).not.toContain(`/api/runs/${runId}/patch`);
  });

  it('[E6] a click that comes before the bytes are known is not lost: it waits', async () => {
    const { runId } = await seedRun(stage.house);
    const page = await stage.at('reviewer', '/organisations');
    const scripts = Promise.withResolvers<void>();
    await page.route('**/*.js', async (route) => {
      await scripts.promise;
      await route.continue();
    });
    await page.goto(new URL(`/runs/${runId}`, stage.house.url).href, { waitUntil: 'commit' });
    const file = page.getByRole('button', { name: /src\/page\.ts/ });
    await file.waitFor();

    const clicked = file.click();
    scripts.resolve();
    await clicked;

    await file.getByText(', opened').waitFor();
  });

  it('a patch that is long is not in the page, and is fetched', async () => {
    const { runId } = await seedRun(stage.house, { patch: awkwardPatch(200) });

    const still = await withoutScripts(`/runs/${runId}`);
    expect(await still.getByTestId('diff').count()).toBe(0);

    const page = await stage.at('reviewer', '/organisations');
    const fetched = page.waitForRequest(`**/api/runs/${runId}/patch`);
    await page.goto(new URL(`/runs/${runId}`, stage.house.url).href);
    await fetched;
    await page.getByTestId('diff').waitFor();
  });
});

/** Ends of scripts, marks of React's own wire, line ends of Windows, a byte order mark, half a page of it. */
const awkwardLines = [
  '</script><script>document.title = "hit"</script>',
  '<!-- <img src=x onerror="document.title=1">',
  '$L1 $$ $undefined @1 "\\u0000" \\',
  `windows\r`,
  `mark${String.fromCodePoint(0xfeff)} nothing${String.fromCodePoint(0)} lines${String.fromCodePoint(0x2028, 0x2029)}`,
  `${String.fromCodePoint(0xfeff)}🧑🏽‍💻 שלום`.repeat(400),
];

function patchOf(lines: readonly string[]): {
  readonly text: string;
  readonly changes: CandidatePatchSet['changes'];
} {
  const blob = sha256Hex('awkward').slice(0, 40);
  const head = `diff --git a/src/a.ts b/src/a.ts\nnew file mode 100644\nindex ${'0'.repeat(40)}..${blob}\n--- /dev/null\n+++ b/src/a.ts\n@@ -0,0 +1,${lines.length} @@\n`;
  return {
    text: `${head}${lines.map((line) => `+${line}\n`).join('')}`,
    changes: [
      {
        path: 'src/a.ts',
        status: 'A',
        oldMode: null,
        newMode: '100644',
        oldBlob: null,
        newBlob: blob,
      },
    ],
  };
}
