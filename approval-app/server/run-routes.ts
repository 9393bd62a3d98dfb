import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { ViewedFile } from '../../action/domain/approval.ts';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import { DecisionAction } from '../contract/decision.ts';
import { Projection } from '../contract/run-view.ts';
import { decideRun } from './decide-run.ts';
import { readEvidence } from './evidence.ts';
import { type LoginParts, loginPath, sessionOf } from './login-routes.ts';
import { messagePage } from './page/message-page.ts';
import { runPage } from './page/run-page.ts';
import { sessionOfToken } from './session-of-token.ts';
import { type Session, sameSecret } from './sessions.ts';

type RunParts = LoginParts;

const DecisionForm = z.object({
  csrf: z.string().max(200),
  subjectSha256: Sha256,
  action: DecisionAction,
  displayedPatchSha256: Sha256.optional(),
  seen: z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(Projection),
  // Browsers send CRLF; what people wrote is the same either way. Control characters say nothing,
  // and the form that sends a decision again would bring them back to the page as they are.
  comment: z.string().default('').transform(plainLines).pipe(z.string().max(4_000)),
  overrideReason: z
    .string()
    .default('')
    .transform((reason) => plainLines(reason).trim() || undefined)
    .pipe(z.string().max(4_000).optional()),
});

/** The page of a run, and the answer to it. */
export function addRunRoutes(app: Hono, parts: RunParts): void {
  app.get('/runs/:id', async (context) => {
    const runId = RunId.safeParse(context.req.param('id')).data;
    if (!runId) return notFound(context, parts);
    const session = sessionOf(context, parts);
    if (!session) return context.redirect(loginPath(`/runs/${runId}`));
    return await showRun(context, parts, session, runId);
  });

  app.post('/runs/:id/decision', async (context) => {
    const runId = RunId.safeParse(context.req.param('id')).data;
    if (!runId) return notFound(context, parts);
    const session = sessionOf(context, parts);
    if (!session) return await signInFirst(context, runId);
    const form = DecisionForm.safeParse(await context.req.parseBody());
    if (!form.success || !sameSecret(form.data.csrf, session.csrf))
      return context.text('This form was not made for your session. Reload the page.', 403);

    const { csrf: _csrf, ...said } = form.data;
    const reply = await decideRun(
      sessionOfToken(session.accessToken, session.name),
      // This page shows every file of a patch, and has no way to leave one out.
      { runId, rerun: false, ...said, viewed: await everyFile(parts, session, runId) },
      parts.services,
    );
    if (reply.status === 'refused')
      return await showRun(context, parts, session, runId, {
        alert: `Your answer was not recorded: ${reply.because}.`,
        status: 409,
      });
    if (reply.status === 'counted') return context.redirect(`/runs/${runId}`, 303);
    const { dispatched } = reply;
    if (dispatched.status === 'started') return context.redirect(`/runs/${runId}`, 303);
    const alert = `Your decision is recorded, but the publish job could not be started: ${dispatched.because}. Send the same answer again to try once more.`;
    return await showRun(context, parts, session, runId, { alert, status: 502 });
  });
}

async function everyFile(parts: RunParts, session: Session, runId: string): Promise<ViewedFile[]> {
  const view = await parts.services.ledger.view(session.accessToken, runId);
  const evidence = view && (await readEvidence(view, parts.services.artifacts));
  const changes = evidence?.report?.candidate.changes ?? view?.candidate?.changes ?? [];
  return changes.map(({ path }) => ({ path, state: 'opened' }));
}

async function showRun(
  context: Context,
  parts: RunParts,
  session: Session,
  runId: string,
  told: { readonly alert?: string; readonly status?: 200 | 409 | 502 } = {},
): Promise<Response> {
  const view = await parts.services.ledger.view(session.accessToken, runId);
  if (!view) return notFound(context, parts);
  const evidence = await readEvidence(view, parts.services.artifacts);
  const { csrf, name } = session;
  const page = runPage({
    ...{ view, evidence, csrf, viewerName: name, now: Date.now() },
    notice: parts.notice,
    alert: told.alert,
  });
  return context.html(page, told.status ?? 200);
}

async function signInFirst(context: Context, runId: string): Promise<Response> {
  return context.redirect(loginPath(`/runs/${runId}`), 303);
}

async function notFound(context: Context, parts: RunParts): Promise<Response> {
  const text = 'There is no such run in your workspace.';
  return context.html(messagePage(parts.notice, 'Not found', text), 404);
}

function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}
