import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import { DecisionAnswer } from '../../action/domain/merge-decision.ts';
import type { Dispatcher } from './dispatch.ts';
import { readEvidence, readPatch } from './evidence.ts';
import type { Answer, Ledger, Outcome } from './ledger.ts';
import { type LoginParts, loginPath, sessionOf } from './login-routes.ts';
import type { ApprovalAppOptions } from './options.ts';
import { messagePage } from './page/message-page.ts';
import { runPage } from './page/run-page.ts';
import { type Session, sameSecret } from './sessions.ts';

interface RunParts extends LoginParts {
  readonly ledger: Ledger;
  readonly dispatcher: Dispatcher;
  readonly artifacts: ApprovalAppOptions['artifacts'];
}

const DecisionForm = z.object({
  csrf: z.string().max(200),
  subjectSha256: Sha256,
  answer: DecisionAnswer,
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
    const outcome = await decide(parts, session, { runId, ...said });
    if (outcome.status === 'refused') return await refused(context, parts, session, runId, outcome);
    const dispatched = await parts.dispatcher.dispatch(runId);
    if (wantsJson(context)) return context.json({ status: 'recorded', dispatched });
    if (dispatched.status === 'started') return context.redirect(`/runs/${runId}`, 303);
    const alert = `Your decision is recorded, but the publish job could not be started: ${dispatched.because}. Send the same answer again to try once more.`;
    return await showRun(context, parts, session, runId, { alert, status: 502 });
  });
}

/** What could not be shown is not approved, whoever sends the form. */
async function decide(parts: RunParts, session: Session, answer: Answer): Promise<Outcome> {
  if (answer.answer === 'approved') {
    const view = await parts.ledger.view(session.accessToken, answer.runId);
    const patch = view && (await readPatch(view, parts.artifacts));
    if (patch?.status === 'missing') return { status: 'refused', because: patch.because };
  }
  return await parts.ledger.decide(session.accessToken, answer);
}

async function showRun(
  context: Context,
  parts: RunParts,
  session: Session,
  runId: string,
  told: { readonly alert?: string; readonly status?: 200 | 409 | 502 } = {},
): Promise<Response> {
  const view = await parts.ledger.view(session.accessToken, runId);
  if (!view) return notFound(context, parts);
  const evidence = await readEvidence(view, parts.artifacts);
  const { csrf, name } = session;
  const page = runPage({
    ...{ view, evidence, csrf, viewerName: name, now: Date.now() },
    notice: parts.notice,
    alert: told.alert,
  });
  return context.html(page, told.status ?? 200);
}

async function refused(
  context: Context,
  parts: RunParts,
  session: Session,
  runId: string,
  outcome: Extract<Outcome, { status: 'refused' }>,
): Promise<Response> {
  if (wantsJson(context)) return context.json(outcome, 409);
  const alert = `Your answer was not recorded: ${outcome.because}.`;
  return await showRun(context, parts, session, runId, { alert, status: 409 });
}

async function signInFirst(context: Context, runId: string): Promise<Response> {
  return wantsJson(context)
    ? context.json({ error: 'not signed in' }, 401)
    : context.redirect(loginPath(`/runs/${runId}`), 303);
}

async function notFound(context: Context, parts: RunParts): Promise<Response> {
  const text = 'There is no such run in your workspace.';
  return context.html(messagePage(parts.notice, 'Not found', text), 404);
}

function wantsJson(context: Context): boolean {
  return context.req.header('accept') === 'application/json';
}

function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}
