import { type Command, CommanderError } from 'commander';
import { Failure } from '../domain/failure.ts';
import { oneLine } from './one-line.ts';

/**
 * Parses with commander, quietly. Returns the help where that was asked for; anything wrong is
 * a `Failure` `misconfigured` in one line. `more` says where to read on.
 */
export async function parseCommandLine(
  command: Command,
  argv: readonly string[],
  more: string,
): Promise<{ readonly help: string | undefined }> {
  let help = '';
  const writeOut = (text: string) => {
    help += text;
  };
  for (const each of withSubcommands(command))
    each.exitOverride().configureOutput({ writeOut, writeErr: () => undefined });
  try {
    await command.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help or version, which is what was asked for.
    if (error.exitCode === 0) return { help };
    throw new Failure({ code: 'misconfigured', tell: `${sentence(error, command)} See ${more}.` });
  }
  return { help: undefined };
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function sentence(
  { code, message }: CommanderError,
  { args, commands }: Pick<Command, 'args' | 'commands'>,
): string {
  if (code === 'commander.help') return 'No command was given.';
  if (code === 'commander.excessArguments' && commands.length === 0)
    return `Nothing is expected at ${JSON.stringify(args[0])}; a text with spaces needs quotes.`;
  const told = oneLine(message.replace(/^error: /, ''));
  return /[.!?)]$/.test(told) ? told : `${told}.`;
}
