import { requireSession } from '../server/next/session.ts';

export default async function Page() {
  const session = await requireSession();
  return (
    <main>
      hello {session.actor.displayName} {session.workspaceId}
    </main>
  );
}
