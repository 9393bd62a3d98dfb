import { Hono } from 'hono';
import { z } from 'zod';
import type { Box } from './box.ts';
import { describeCommand } from './command-routes.ts';
import { daemonError } from './wire-error.ts';

/** Shells that stay: open, close, run a command in one. */
export function sessionRoutes(box: Box): Hono {
  const app = new Hono();

  app.post('/process/session', async (context) => {
    const { sessionId } = NewSession.parse(await context.req.json());
    if (box.sessions.has(sessionId)) {
      return daemonError(context, 409, 'CONFLICT', 'session already exists');
    }
    box.openSession(sessionId);
    return context.body(null, 201);
  });

  app.get('/process/session/:session', (context) => {
    const session = box.sessions.get(context.req.param('session'));
    if (!session) return daemonError(context, 404, 'NOT_FOUND', 'session not found');
    const commands = [...session.commands.values()].map(describeCommand);
    return context.json({ sessionId: context.req.param('session'), commands });
  });

  app.delete('/process/session/:session', async (context) => {
    if (!box.sessions.has(context.req.param('session'))) {
      return daemonError(context, 404, 'NOT_FOUND', 'session not found');
    }
    await box.closeSession(context.req.param('session'));
    return context.body(null, 204);
  });

  app.post('/process/session/:session/exec', async (context) => {
    const session = box.sessions.get(context.req.param('session'));
    if (!session) return daemonError(context, 404, 'NOT_FOUND', 'session not found');
    const body = SessionExecute.parse(await context.req.json());
    const interactive = body.runAsync;
    const command = session.run(body.command, { interactive, echo: !body.suppressInputEcho });
    if (!command) return daemonError(context, 410, 'SESSION_ENDED', 'session has ended');
    if (interactive) return context.json({ cmdId: command.id }, 202);
    await Promise.race([command.finished, session.closed]);
    return context.json({
      cmdId: command.id,
      ...command.journal.text(),
      exitCode: command.exitCode,
    });
  });

  return app;
}

const NewSession = z.looseObject({ sessionId: z.string().regex(/^[\w.-]{1,100}$/) });
const SessionExecute = z.looseObject({
  command: z.string(),
  runAsync: z.boolean().default(false),
  suppressInputEcho: z.boolean().default(false),
});
