import { Hono } from 'hono';
import { z } from 'zod';
import { type Box, home } from './box.ts';
import { ProgramText } from './program-text.ts';
import { daemonError } from './wire-error.ts';

/** One command, one answer. */
export function processRoutes(box: Box): Hono {
  const app = new Hono();

  app.post('/process/execute', async (context) => {
    const { command, cwd, envs, timeout } = Execute.parse(await context.req.json());
    const result = await box.run({
      script: 'cd -- "$1" || exit; eval "$2"',
      parameters: [cwd, command],
      env: envs,
      ...(timeout ? { timeoutMs: timeout * 1000 } : {}),
    });
    if (result.timedOut) {
      return daemonError(context, 408, 'PROCESS_EXECUTION_TIMEOUT', 'command execution timeout');
    }
    return context.json({ exitCode: result.code ?? -1, result: result.mixed.toString('utf8') });
  });

  return app;
}

const Execute = z.looseObject({
  command: ProgramText,
  cwd: ProgramText.default(home),
  envs: z.record(z.string().regex(/^[A-Za-z_]\w*$/), ProgramText).default({}),
  timeout: z.number().nonnegative().optional(),
});
