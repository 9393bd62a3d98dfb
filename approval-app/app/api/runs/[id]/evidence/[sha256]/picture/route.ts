import { appParts } from '../../../../../../../server/next/app-parts.ts';
import { currentSession } from '../../../../../../../server/next/session.ts';
import { answerPicture } from '../../../../../../../server/picture.ts';

interface PictureContext {
  readonly params: Promise<{ readonly id: string; readonly sha256: string }>;
}

export async function GET(_request: Request, { params }: PictureContext): Promise<Response> {
  const session = await currentSession();
  if (!session?.workspaceId) return new Response('Sign in.', { status: 401 });
  const { ledger, artifacts } = appParts();
  const { id, sha256 } = await params;
  const view = await ledger.view(session.accessToken, id);
  return await answerPicture({ view, sha256, read: artifacts });
}
