import { z } from 'zod';
import { Platform, ReportFormat, RequirementKind } from './verification.ts';

/** No control character: it ends up in logs and in `execve`, which takes no NUL. */
const argument = z
  .string()
  .max(4_000)
  .regex(/^[^\0]*$/, 'must not hold NUL');

/** A program with its arguments; no shell reads it, so `&&` and `$VAR` mean nothing in it. */
export const ConfiguredCommand = z
  .array(argument)
  .min(1, 'must name a program')
  .max(200)
  .refine(([program]) => program !== undefined && program !== '', 'must begin with a program');
export type ConfiguredCommand = z.infer<typeof ConfiguredCommand>;

/** Below the folder that the harness makes for reports: no way out of it, no hidden file. */
const reportPath = z
  .string()
  .max(200)
  .regex(
    /^(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/,
    'must be a plain relative path, like junit.xml',
  );

const ConfiguredReport = z.strictObject({
  format: ReportFormat.describe(
    'What the program tells: `exit-code` for its exit code alone, `screenshot` for a PNG or JPEG.',
  ),
  path: reportPath
    .optional()
    .describe(
      'A file in the folder for reports, which is outside the checkout and empty before each run: `{report}` in the command stands for its absolute path. Without it the report is what the program prints.',
    ),
});

export const ConfiguredRequirement = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and dashes')
    .describe('The name of this check, for machines. Case ids begin with it.'),
  label: z
    .string()
    .regex(/^[^\p{Cc}]{1,200}$/u, 'must be one line of up to 200 characters')
    .optional()
    .describe('The name for people; the command where there is none.'),
  kind: RequirementKind.default('test').describe('What sort of check it is.'),
  command: ConfiguredCommand.describe(
    'Program and arguments, run without a shell in the checkout. `{report}`: the report file; `{reports}`: its folder; `{chromium}`: the headless browser of the sandbox.',
  ),
  platform: Platform.optional().describe(
    'Where it can run; elsewhere it is `not-run`, and says so.',
  ),
  timeoutSeconds: z.int().positive().max(3_600).default(600).describe('Killed after that.'),
  repeat: z
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('How often it runs on each tree, to tell a flaky test from a broken one.'),
  required: z.boolean().default(true).describe('Whether it has to pass.'),
  report: ConfiguredReport.prefault({ format: 'exit-code' }).describe('Where the results are.'),
});
export type ConfiguredRequirement = z.infer<typeof ConfiguredRequirement>;

export const ConfiguredVerification = z
  .strictObject({
    requirements: z
      .array(ConfiguredRequirement)
      .max(50)
      .refine(
        (list) => new Set(list.map(({ key }) => key)).size === list.length,
        'must not name two checks with the same key',
      )
      .refine(
        (list) =>
          list.every(({ report }) => report.format !== 'screenshot' || report.path !== undefined),
        'must say in report.path where a screenshot is written',
      )
      .describe('The checks, in the order in which they run. An empty list: nothing is tested.'),
    oldTestsOnNewCode: z
      .boolean()
      .default(true)
      .describe(
        "Whether the base's own versions of changed or deleted test files also run on the patched source.",
      ),
  })
  .describe('How a candidate is tested. Without it PatchPlane guesses from the base, and says so.');
export type ConfiguredVerification = z.infer<typeof ConfiguredVerification>;
