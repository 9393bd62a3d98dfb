import { Hono } from 'hono';
import { addApiRoutes } from './api-routes.ts';
import { createAppServices } from './app-services.ts';
import { createIdentityClient } from './identity-client.ts';
import { type Listening, listen } from './listen.ts';
import { createLog } from './log.ts';
import { addLoginRoutes } from './login-routes.ts';
import type { ApprovalAppOptions } from './options.ts';
import { messagePage } from './page/message-page.ts';
import { styleSheet } from './page/style-sheet.ts';
import { addRunRoutes } from './run-routes.ts';
import { protect } from './security-headers.ts';
import { createSessions } from './sessions.ts';

export interface ApprovalApp {
  readonly url: string;
  /** Must be known to the identity provider before anybody can sign in. */
  readonly callbackUrl: string;
  close(): Promise<void>;
}

/**
 * The decision page: shows a person what is known of a run, takes one answer about exactly
 * those bytes to the ledger under that person's own token, and starts the publish job.
 */
export async function startApprovalApp(options: ApprovalAppOptions): Promise<ApprovalApp> {
  // The app's own address is known only once it listens; nothing is served before.
  const known = { publicUrl: options.publicUrl ?? '' };
  const listening = await listen(createApp(options, known), options.port, options.host);
  known.publicUrl ||= listening.origin;
  return {
    url: known.publicUrl,
    callbackUrl: new URL('/callback', known.publicUrl).href,
    close: listening.close,
  } satisfies ApprovalApp & Pick<Listening, 'close'>;
}

function createApp(options: ApprovalAppOptions, known: { readonly publicUrl: string }): Hono {
  const app = new Hono();
  const parts = {
    publicUrl: () => known.publicUrl,
    notice: options.notice,
    sessions: createSessions(),
    identity: createIdentityClient(options.identity),
    services: createAppServices(options),
    convexUrl: options.convexUrl,
    webhookSecret: options.webhookSecret,
    identityWebhookSecret: options.identityWebhookSecret,
    cronSecret: options.cronSecret,
    log: createLog(options.log ?? (() => undefined)),
    settle: () => undefined,
  };
  app.use(protect(parts.publicUrl));
  app.get('/style.css', (context) =>
    context.body(styleSheet, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/', (context) =>
    context.html(
      messagePage(parts.notice, 'PatchPlane', 'Open a run from its check or comment on GitHub.'),
    ),
  );
  addLoginRoutes(app, parts);
  addRunRoutes(app, parts);
  addApiRoutes(app, parts);
  app.notFound((context) =>
    context.html(messagePage(parts.notice, 'Not found', 'There is no such page.'), 404),
  );
  app.onError((error, context) => {
    process.stderr.write(`approval app: ${error.name}: ${error.message.slice(0, 500)}\n`);
    const text =
      'Something that this page depends on did not answer. Nothing was decided; try again.';
    return context.html(messagePage(parts.notice, 'Not available', text), 503);
  });
  return app;
}
