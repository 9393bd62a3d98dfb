import { Hono } from 'hono';
import { z } from 'zod';
import type { Box } from './box.ts';
import type { SessionCommand } from './session.ts';
import { daemonError } from './wire-error.ts';

/** Commands of a session: their state, their journal, their input. */
export function commandRoutes(box: Box): Hono {
  const app = new Hono();

  app.get('/process/session/:session/command/:command', (context) => {
    const command = findCommand(box, context.req.param());
    if (!command) return daemonError(context, 404, 'NOT_FOUND', 'command not found');
    return context.json(describeCommand(command));
  });

  app.get('/process/session/:session/command/:command/logs', (context) => {
    const command = findCommand(box, context.req.param());
    if (!command) return daemonError(context, 404, 'NOT_FOUND', 'command not found');
    return context.json(command.journal.text());
  });

  app.post('/process/session/:session/command/:command/input', async (context) => {
    const command = findCommand(box, context.req.param());
    if (!command) return daemonError(context, 404, 'NOT_FOUND', 'command not found');
    if (command.exitCode !== undefined) {
      return daemonError(context, 410, 'COMMAND_ALREADY_COMPLETED', 'command already completed');
    }
    const { data } = Input.parse(await context.req.json());
    await box.sessions.get(context.req.param('session'))?.write(command, data);
    return context.body(null, 204);
  });

  return app;
}

export function findCommand(
  box: Box,
  { session, command }: { session: string; command: string },
): SessionCommand | undefined {
  return box.sessions.get(session)?.commands.get(command);
}

export function describeCommand({ id, text, exitCode }: SessionCommand): object {
  return { id, command: text, ...(exitCode === undefined ? {} : { exitCode }) };
}

const Input = z.looseObject({ data: z.string() });
