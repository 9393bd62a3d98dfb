import { ConvexError } from 'convex/values';
import { z } from 'zod';
import type { AppServices } from '../app-services.ts';
import { GitHubRefusal } from '../github/github-api.ts';
import type { Session } from '../session.ts';
import { forPeople, type Handler, problem, signedOut } from './handler.ts';

/**
 * `GET /github/install` sends a browser to GitHub's page where the App is installed, with a state of
 * this session. `GET /github/setup?installation_id=...&state=...` is where GitHub sends it back.
 * Anybody can make such a link with any number: without the state of this very session nothing of it
 * is read. And it proves nothing: the installation is read as the App, and the person's own linked
 * GitHub account has to govern the account that it is on.
 */
export function createInstallationApi(
  { directory, installations, installationStates, serverLedger }: AppServices,
  publicUrl: () => string,
): { readonly begin: Handler; readonly setup: Handler } {
  const githubAccountOf = async ({ actor, workspaceId = '' }: Session) => {
    const [userId = '', organizationId = ''] = [actor.id, workspaceId].map((id) =>
      id.replace(/^workos:/, ''),
    );
    const found = await directory.find(userId, organizationId);
    return found?.githubAccountId?.replace(/^github:/, '');
  };
  return {
    begin: forPeople(async (_request, { session }) => {
      const state = await installationStates.issue(session);
      if (state === undefined)
        return problem(409, 'unknown-session', 'Sign in again: this session has no name.');
      if (await serverLedger.hasEnded(session.sessionId)) return signedOut();
      try {
        return Response.redirect(await installations.beginUrl(state), 303);
      } catch (error) {
        if (!(error instanceof GitHubRefusal)) throw error;
        return problem(503, 'unavailable', `${error.message}. Try again later.`);
      }
    }),
    setup: forPeople(async (request, { session }) => {
      if (await serverLedger.hasEnded(session.sessionId)) return signedOut();
      const asked = new URL(request.url).searchParams;
      if (!(await installationStates.isOf(asked.get('state'), session)))
        return Response.redirect(new URL('/settings?installation=not-begun', publicUrl()), 303);
      const installationId = asked.get('installation_id') ?? '';
      if (!/^\d{1,20}$/.test(installationId))
        return problem(400, 'invalid', 'installation_id is not the number of an installation');
      const account = await githubAccountOf(session);
      if (!account)
        return problem(403, 'unlinked', 'Sign in with GitHub once: your account is not known yet.');
      const installation = await installations.read(installationId);
      if (!installation || !(await installations.governs(account, installationId)))
        return problem(403, 'forbidden', 'This installation is not on an account that you own.');
      await serverLedger.upsertInstallation(installation);
      const workspaceId = session.workspaceId ?? '';
      const claim = { installationId, workspaceId, actorId: session.actor.id };
      const because = await whyRefused(() => serverLedger.claimInstallation(claim));
      if (because !== undefined) return problem(403, 'forbidden', because);
      return Response.redirect(new URL('/settings', publicUrl()), 303);
    }),
  };
}

const Refusal = z.looseObject({ message: z.string() });

/** What the ledger says against it; other trouble goes on up. */
async function whyRefused(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const refusal = error instanceof ConvexError ? Refusal.safeParse(error.data) : undefined;
    if (!refusal?.success) throw error;
    return refusal.data.message;
  }
}
