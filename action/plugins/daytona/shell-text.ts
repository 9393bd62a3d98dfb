/**
 * The vendor's wire takes commands as shell text; this is the only place that writes any.
 * A word between single quotes means itself in every POSIX shell and in zsh.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new TypeError('a command cannot hold a NUL character');
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export interface ProgramText {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Made before the program starts; its output files go there. */
  readonly folder: string;
}

/**
 * Everything runs in a subshell: the session's own shell sources this text, and a bare `exit`
 * or `exec` would take it along and leave the command without an exit code for ever.
 */
export function runText(program: ProgramText, keepBytes: number): string {
  const { out, err } = outputFiles(program.folder);
  return `(
${enter(program)}
(
${become(program)}
) >${quote(out)} 2>${quote(err)} </dev/null
code=$?
${keepText(program.folder, keepBytes)}
exit $code
)`;
}

/** Standard output and input stay with the session; standard error goes to a file. */
export function attachText(program: ProgramText): string {
  return `(
${enter(program)}
${become(program)} 2>${quote(outputFiles(program.folder).err)}
)`;
}

/** Keeps the first bytes of both outputs in files of their own, so that no more are fetched. */
export function keepText(folder: string, bytes: number): string {
  const { out, err, keptOut, keptErr } = outputFiles(folder);
  return `head -c ${bytes} ${quote(out)} >${quote(keptOut)}
head -c ${bytes} ${quote(err)} >${quote(keptErr)}`;
}

export function outputFiles(folder: string): Record<'out' | 'err' | 'keptOut' | 'keptErr', string> {
  return {
    out: `${folder}/out`,
    err: `${folder}/err`,
    keptOut: `${folder}/out.kept`,
    keptErr: `${folder}/err.kept`,
  };
}

function enter({ folder, cwd }: ProgramText): string {
  return `mkdir -p -- ${quote(folder)} && cd -- ${quote(cwd)} || exit 126`;
}

/** `exec` finds programs only: a word such as `exit` is not read as the shell's own. */
function become({ argv, env }: ProgramText): string {
  if (argv.length === 0 || argv[0]?.startsWith('-') || argv[0] === '') {
    throw new TypeError('a command starts with the name of a program');
  }
  const exports = Object.entries(env).map(([name, value]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new TypeError('not a variable name');
    return `export ${name}=${quote(value)}\n`;
  });
  return `${exports.join('')}exec ${argv.map(quote).join(' ')}`;
}
