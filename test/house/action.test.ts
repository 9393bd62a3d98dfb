import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { convertActionTemplate, parseAction } from '@actions/workflow-parser/actions/index';
import { describe, expect, it } from 'vitest';
import { type ActionInput, actionInputs } from '../../action/entry/action-inputs.ts';
import { outputs } from '../../action/entry/outputs-table.ts';
import { everyVariable } from './known-variables.ts';
import { read } from './tree.ts';
import { expression, readAction } from './workflow-files.ts';

const action = readAction();
const [node, door, evidence, finish] = action.runs.steps;

describe('action.yml', () => {
  it('[PKG-28] is an action by the grammar of GitHub itself', () => {
    const file = { name: 'action.yml', content: read('action.yml') };
    const { context, value } = parseAction(file, new NoOperationTraceWriter());

    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect(value && convertActionTemplate(context, value).runs.using).toBe('composite');
  });

  it('has exactly the inputs of the table, in words and defaults', () => {
    const table: readonly ActionInput[] = actionInputs;

    expect(Object.entries(action.inputs)).toEqual(
      table.map(({ name, description, defaultValue }) => [
        name,
        { description, ...(defaultValue === undefined ? {} : { default: defaultValue }) },
      ]),
    );
  });

  it('gives each input to the door in its one variable, and nothing else of anybody', () => {
    const table: readonly ActionInput[] = actionInputs;
    const expected = table.map(({ name, variable, defaultValue }) => [
      variable,
      defaultValue === undefined
        ? expression(`inputs.${name} || env.${variable}`)
        : expression(`inputs.${name}`),
    ]);

    expect(Object.entries(door?.env ?? {}).sort()).toEqual(
      [...expected, ['PATCHPLANE_STATE_DIR', `${expression('runner.temp')}/patchplane`]].sort(),
    );
  });

  it('[CFG-01] every input is a variable that the configuration knows', () => {
    const known = everyVariable();

    expect(actionInputs.filter(({ variable }) => !known.has(variable))).toEqual([]);
  });

  it('has exactly the outputs that a door writes, and those of the upload', () => {
    const { 'artifact-url': url, 'artifact-digest': digest, ...written } = action.outputs;

    expect([url?.value, digest?.value]).toEqual([
      expression('steps.evidence.outputs.artifact-url'),
      expression('steps.evidence.outputs.artifact-digest'),
    ]);
    expect(Object.entries(written).map(([name, { description }]) => [name, description])).toEqual(
      Object.entries(outputs),
    );
    for (const [name, { value }] of Object.entries(written))
      expect(value).toContain(`steps.door.outputs.${name} }}`);
  });

  it('[OPM-11] looks at Node before anything else runs, and says the fix in one line', () => {
    expect(node?.run).toContain('actions/setup-node');
    expect(node?.run).toContain('< 22');
  });

  it('uploads and closes whatever became of the door', () => {
    expect(evidence?.if).toMatch(/^always\(\) && /);
    expect(finish?.if).toBe('always()');
    expect(action.runs.steps).toHaveLength(4);
  });

  it('a cancelled job reaches the program, not a shell around it', () => {
    expect(door?.run).toMatch(/^exec node "\$GITHUB_ACTION_PATH\/dist\/action\/index\.js"$/);
  });

  it('[OPM-06] installs and fetches nothing', () => {
    const scripts = action.runs.steps.map(({ run }) => run ?? '').join('\n');

    expect(scripts).not.toMatch(/\b(npm|npx|yarn|pnpm|curl|wget|pip|apt(-get)?|git)\b/);
  });
});
