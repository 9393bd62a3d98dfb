import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Session } from '../session.ts';

const lifetime = '1h';
const algorithm = 'HS256';

/**
 * What goes to GitHub with somebody who installs the App, and comes back with them. It says which
 * session of whom, in which workspace, began that, and for how long it may take: a link that somebody
 * else made up carries none. Nothing is stored, so that any process of the server takes it back.
 */
export function createInstallationStates(serverKey: string) {
  const key = new Uint8Array(hkdfSync('sha256', serverKey, '', 'installation state', 32));
  return {
    /** Undefined for a session that can not be told from another. */
    issue: async (session: Session): Promise<string | undefined> => {
      const begun = begunIn(session);
      if (begun === undefined) return undefined;
      return await new SignJWT()
        .setProtectedHeader({ alg: algorithm })
        .setSubject(begun)
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .sign(key);
    },
    isOf: async (state: string | null, session: Session): Promise<boolean> => {
      const begun = begunIn(session);
      if (state === null || begun === undefined) return false;
      const required = { algorithms: [algorithm], subject: begun, requiredClaims: ['exp'] };
      return await jwtVerify(state, key, required).then(
        () => true,
        () => false,
      );
    },
  };
}
export type InstallationStates = ReturnType<typeof createInstallationStates>;

function begunIn({ sessionId, actor, workspaceId }: Session): string | undefined {
  if (sessionId === undefined || workspaceId === undefined) return undefined;
  return `${actor.id} ${workspaceId} ${sessionId}`;
}
