import type { Metadata } from 'next';
import { PromptForm } from '../../../components/new-run/prompt-form.tsx';
import { appParts } from '../../../server/next/app-parts.ts';
import { orSignIn } from '../../../server/next/or-sign-in.ts';
import { requireSession } from '../../../server/next/session.ts';
import { startRun } from '../../actions/start-run.ts';

export const metadata: Metadata = { title: 'New run' };

export default async function NewRunPage() {
  const { accessToken } = await requireSession();
  const { repositories, viewer, killSwitch } = await orSignIn(
    appParts().workspace.settings(accessToken),
  );
  const may =
    viewer.permissions.includes('prompt:create') && viewer.permissions.includes('run:start');
  const closed = killSwitch
    ? 'the kill switch of this workspace is thrown'
    : may
      ? undefined
      : 'your role does not carry prompt:create and run:start';
  return (
    <main className="page narrow" id="main">
      <h1>New run</h1>
      <PromptForm
        action={startRun}
        closed={closed}
        repositories={repositories
          .filter(({ active }) => active)
          .map(({ repositoryId, fullName }) => ({
            id: repositoryId,
            name: fullName ?? repositoryId,
          }))}
      />
    </main>
  );
}
