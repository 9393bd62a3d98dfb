import { z } from 'zod';
import { GitObjectId, Sha256 } from '../../domain/ids.ts';
import { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import { must } from './does-not-hold.ts';
import { readJson } from './read.ts';

const PublicationFile = TrustReport.shape.publication.extend({
  schemaVersion: z.literal(1),
  resultTree: GitObjectId.nullable(),
  subjectSha256: Sha256.nullable(),
});

/** What was published is what the report says, and somebody approved it. */
export function checkPublication(bundle: Bundle, report: TrustReport): void {
  const published = readJson(bundle, 'publication.json', PublicationFile);
  const { publication, candidate, decision } = report;
  must(
    published.status === publication.status,
    'publication.json and trust-report.json disagree about the publication',
  );
  must(
    published.commit === publication.commit && published.branch === publication.branch,
    'publication.json and trust-report.json name different commits or branches',
  );
  must(
    published.pullRequest === publication.pullRequest,
    'publication.json and trust-report.json name different pull requests',
  );
  must(published.resultTree === candidate.resultTree, 'publication.json is about another tree');
  must(
    published.subjectSha256 === report.subjectSha256,
    'publication.json is about another subject',
  );
  if (published.status !== 'published') return;
  must(decision.status === 'approved', 'something was published that nobody approved');
}
