import { publicationStatement, statementBytes } from '../../action/domain/statement.ts';
import type { AppServices } from './app-services.ts';

/** Signs what was published for a run, once; nothing where nothing is published (yet). */
export async function attestPublication(
  runId: string,
  { serverLedger, signer }: Pick<AppServices, 'serverLedger' | 'signer'>,
): Promise<void> {
  const published = await serverLedger.published(runId);
  if (!published) return;
  const { subject, ...rest } = published;
  const statement = publicationStatement(subject, rest);
  await serverLedger.recordAttestation(
    runId,
    'publication',
    signer.sign(statementBytes(statement)),
  );
}
