import { ConvexError } from 'convex/values';
import { z } from 'zod';
import type { AppServices } from '../app-services.ts';
import { forPeople, type Handler, problem } from './handler.ts';

/**
 * `GET /github/setup?installation_id=...`: where GitHub sends the browser after the App was
 * installed. Anybody can open it with any number, so it proves nothing: the installation is read as
 * the App, and the person's own linked GitHub account has to govern the account that it is on.
 */
export function createInstallationApi(
  { directory, installations, serverLedger }: AppServices,
  publicUrl: () => string,
): { readonly setup: Handler } {
  return {
    setup: forPeople(async (request, { session }) => {
      const installationId = new URL(request.url).searchParams.get('installation_id') ?? '';
      if (!/^\d{1,20}$/.test(installationId))
        return problem(400, 'invalid', 'installation_id is not the number of an installation');
      const [userId, organizationId] = [session.actor.id, session.workspaceId ?? ''].map((id) =>
        id.replace(/^workos:/, ''),
      );
      const found = await directory.find(userId ?? '', organizationId ?? '');
      const account = found?.githubAccountId?.replace(/^github:/, '');
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
