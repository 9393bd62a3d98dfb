import { Command, Option } from 'commander';
import type { Words } from '../../core/review/settings/words.ts';
import type { Surroundings } from './surroundings.ts';

/** Flags with a value, by what they are; each is `AI_REVIEW_...` in the environment. */
const valued = [
  ['mode', 'auto, pr (mr), branch, staged or working-tree'],
  ['base-ref', 'what a branch is compared with'],
  ['head-ref', 'what is reviewed; HEAD unless told'],
  ['output-dir', 'folder of the artifacts; .ai-review unless told'],
  ['provider', 'ollama, openai, anthropic, cloudflare-ai-gateway or mock'],
  ['model', "the model, by the provider's own name for it"],
  ['temperature', 'above 0, at most 2'],
  ['top-p', 'above 0, at most 1'],
  ['num-ctx', 'context window of Ollama'],
  ['timeout-seconds', 'how long one question may take'],
  ['include-globs', 'globs with commas between them; only these files'],
  ['exclude-globs', 'globs with commas between them; not these files'],
  ['max-files', 'more changed files than this are not reviewed at all'],
  ['max-diff-bytes', 'a larger diff than this is not reviewed at all'],
  ['max-file-diff-bytes', 'a file with a larger diff is left out'],
  ['max-chunk-bytes', 'how much of the diff one question holds'],
  ['max-chunks', 'how many questions are asked at most'],
  ['context-mode', 'diff-only or diff+semantic'],
  ['fail-on', 'none, blocker, high, medium, low or info'],
  ['feedback-mode', 'artifact-only, pr (mr) or pr-manual (mr-manual)'],
] as const;

/** Flags that are true by being there; a value may follow. */
const switches = [
  ['dry-run', 'ask nobody and tell nobody; write the artifacts'],
  ['html-report', 'write ai-review.html too'],
  ['code-quality-export', 'write gl-code-quality-report.json; true unless told'],
  ['fail-on-partial-coverage', 'fail where not all of the change was reviewed'],
  ['cleanup-owned-mr-discussions', 'take own stale line comments back'],
  ['enable-performance-diagnostics', 'add timings to the artifacts'],
  ['enable-final-summary', 'ask once more for a summary of all parts'],
] as const;

type Surround = (command: Command) => Surroundings;

/** `patchplane review` and what belongs to it. */
export function reviewProgram(surround: Surround, ended: (exitCode: number) => void): Command {
  const command = new Command('review').description(
    'review a change with a model of yours; artifacts first',
  );
  for (const [name, description] of valued)
    command.addOption(new Option(`--${name} <value>`, description));
  for (const [name, description] of switches)
    command.addOption(new Option(`--${name} [boolean]`, description));
  command
    .option('--print-schema', 'print the JSON Schema of ai-review.json, and nothing else')
    .action(async (options: Options, self: Command) => {
      const surroundings = surround(self);
      if (options['printSchema'] === true) {
        const { schemaJson } = await import('../review/schema.ts');
        surroundings.write(schemaJson().trimEnd());
        return;
      }
      const { reviewCommand } = await import('../review/review-command.ts');
      ended(await reviewCommand(surroundings, flagsOf(command, options)));
    });
  return command.addCommand(renderProgram(surround));
}

function renderProgram(surround: Surround): Command {
  return new Command('render')
    .description('render the other formats again from a stored ai-review.json')
    .requiredOption('--from <file>', 'an ai-review.json')
    .requiredOption('--out <folder>', 'where the files go')
    .action(async (options: { from: string; out: string }, self: Command) => {
      const { renderCommand } = await import('../review/render-command.ts');
      await renderCommand(surround(self), options);
    });
}

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** As words, under the names that a person typed. */
function flagsOf(command: Command, options: Options): Words {
  return Object.fromEntries(
    command.options.map((option) => {
      const value = options[option.attributeName()];
      return [option.long ?? '', value === undefined ? undefined : String(value)];
    }),
  );
}
