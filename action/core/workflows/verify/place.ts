import type { GitObjectId } from '../../../domain/ids.ts';
import type { Sandbox, SandboxService } from '../../services/sandbox-service.ts';
import type { VerifyLimits } from './limits.ts';
import type { VerifyTree } from './verify-tree.ts';

export type VerifySandboxes = Pick<
  SandboxService,
  'provision' | 'narrow' | 'upload' | 'execute' | 'collectArtifacts' | 'destroy'
>;

/** One sandbox, made ready to be tested in. */
export interface Place {
  readonly service: Pick<SandboxService, 'upload' | 'execute' | 'collectArtifacts'>;
  readonly sandbox: Sandbox;
  readonly limits: VerifyLimits;
  readonly tree: VerifyTree;
}

/** The same, holding a tree that has to be there before and after every check. */
export interface Bench extends Omit<Place, 'tree'> {
  readonly tree: Pick<VerifyTree, 'read' | 'put'>;
  readonly holds: GitObjectId;
}
