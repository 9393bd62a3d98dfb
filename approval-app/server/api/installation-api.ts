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
      await serverLedger.claimInstallation({
        installationId,
        workspaceId,
        actorId: session.actor.id,
      });
      return Response.redirect(new URL('/settings', publicUrl()), 303);
    }),
  };
}
