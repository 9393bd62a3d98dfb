import { parse } from 'yaml';
import { z } from 'zod';
import { filesUnder, read } from './tree.ts';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Texts = z.record(z.string(), z.union([Text, z.null().transform(() => '')]));

const Step = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  if: Text.optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  with: Texts.default({}),
  env: Texts.default({}),
});
export type Step = z.infer<typeof Step>;

const Job = z.object({
  permissions: z.record(z.string(), z.string()).optional(),
  concurrency: z.object({ group: z.string() }).optional(),
  'timeout-minutes': z.number().optional(),
  environment: z.string().optional(),
  steps: z.array(Step),
});
export type Job = z.infer<typeof Job>;

const Workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), Job),
});

const Action = z.object({
  inputs: z.record(
    z.string(),
    z.object({ description: z.string(), default: z.string().optional() }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(Step) }),
});

/** As a workflow file writes it. */
export const expression = (text: string) => `\${{ ${text} }}`;

/** The workflows that users copy, and our own. */
export const examplePaths = filesUnder('examples/workflows').filter((path) =>
  path.endsWith('.yml'),
);
export const workflowPaths = [...examplePaths, '.github/workflows/ci.yml'];

export const readWorkflow = (path: string) => Workflow.parse(parse(read(path)));
export const readAction = () => Action.parse(parse(read('action.yml')));

/** Every step that is shipped, with where it is. */
export function everyStep(): readonly { readonly where: string; readonly step: Step }[] {
  const action = readAction().runs.steps.map((step) => ({ where: 'action.yml', step }));
  const workflows = workflowPaths.flatMap((path) =>
    Object.entries(readWorkflow(path).jobs).flatMap(([name, { steps }]) =>
      steps.map((step) => ({ where: `${path} ${name}`, step })),
    ),
  );
  return [...action, ...workflows];
}
