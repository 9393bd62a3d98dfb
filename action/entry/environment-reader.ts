import type { EnvironmentVariable } from '../core/services/plugin-metadata.ts';
import { Failure } from '../domain/failure.ts';
import { wrongWith } from './variable-formats.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names variables, never their values. */
export interface Problem {
  readonly variable: string;
  readonly reason: string;
  readonly fix: string;
}

/**
 * Reads variables that a table describes and collects what is wrong with them, so that a
 * person hears of every problem at once. After a problem a read goes on with what it can; the
 * result is of use only when there are none.
 */
export interface EnvironmentReader<Name extends string> {
  /** Set to something. */
  has(name: Name): boolean;
  /** Undefined where it is not set or not valid; the latter is a problem. */
  optional(name: Name): string | undefined;
  /** The value, else what the configuration file says, else the table's default. */
  setting(name: Name, configured?: string): string;
  /** `because` says why it is needed: "is missing" is put before it. */
  required(name: Name, because?: string): string;
  wrong(name: Name, reason: string): void;
  readonly problems: readonly Problem[];
}

export function createReader<Variable extends EnvironmentVariable>(
  environment: Environment,
  variables: readonly Variable[],
): EnvironmentReader<Variable['name']> {
  const table = new Map(variables.map((variable) => [variable.name, variable]));
  const problems: Problem[] = [];
  const valueFor = (name: Variable['name']) => given(environment, name);

  const wrong = (name: Variable['name'], reason: string) => {
    const { fix, description = '' } = table.get(name) ?? {};
    if (problems.some(({ variable }) => variable === name)) return;
    problems.push({ variable: name, reason, fix: fix ?? `It is: ${description}` });
  };
  const optional = (name: Variable['name']) => {
    const variable = table.get(name);
    const value = valueFor(name);
    if (!variable || value === undefined) return undefined;
    const reason = wrongWith(variable, value);
    if (reason === undefined) return value;
    wrong(name, reason);
    return undefined;
  };
  return {
    problems,
    has: (name) => valueFor(name) !== undefined,
    optional,
    setting: (name, configured) =>
      optional(name) ?? configured ?? table.get(name)?.defaultValue ?? '',
    required(name, because) {
      if (valueFor(name) === undefined)
        wrong(name, because ? `is missing: ${because}` : 'is missing');
      return optional(name) ?? '';
    },
    wrong,
  };
}

/** An empty variable is what an unset input or secret looks like in a workflow. */
export function given(environment: Environment, name: string): string | undefined {
  // Secrets are pasted with a line break at their end more often than not.
  return environment[name]?.trim() || undefined;
}

/** Throws `Failure` `misconfigured` with every problem, where there is one. */
export function requireNoProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const lines = problems.map(({ variable, reason, fix }) => `\n- ${variable} ${reason}. ${fix}`);
  throw new Failure({
    code: 'misconfigured',
    tell: `The configuration has ${count}:${lines.join('')}`,
  });
}
