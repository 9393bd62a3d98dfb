import { z } from 'zod';
import type { ControlPlace, ControlSource } from '../../core/services/control-source.ts';
import type { RepositoryReader } from '../../core/services/source-control-service.ts';
import { ControlRequest } from '../../domain/agent-control.ts';
import { sha256Hex } from '../../domain/digest.ts';
import { Failure } from '../../domain/failure.ts';
import {
  type RepositoryPermission,
  roleOfRepositoryPermission,
  rolePermissions,
} from '../../domain/permission.ts';
import { promptText } from '../../domain/prompt-text.ts';
import { createClient, type GitHubOptions } from './client.ts';
import { readCommand } from './commands.ts';
import { listComments } from './comment.ts';
import { named, requireSameRepository } from './same-repository.ts';

const Id = z.int().positive();
const ControlComment = z.object({
  id: Id,
  body: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  user: z.object({ id: Id, login: z.string().min(1), type: z.string() }).nullish(),
  performed_via_github_app: z.unknown(),
});
type ControlComment = z.infer<typeof ControlComment>;

/** What every comment of ours carries. */
const ownMarker = '<!-- patchplane:';
const longestText = 8_000;

/**
 * `/patchplane steer`, `follow-up` and `abort` under the issue of a run, read from GitHub by the
 * job that runs the agent. Needs `issues: read` and `metadata: read`.
 */
export function createGitHubControlComments(
  options: GitHubOptions & { readonly reader: Pick<RepositoryReader, 'readActorPermission'> },
): ControlSource {
  const client = createClient(options);
  /** Who may, was asked when the comment was first seen; it is not asked again each time. */
  const answers = new Map<number, ControlRequest | undefined>();

  async function answer(place: ControlPlace, comment: ControlComment) {
    if (!answers.has(comment.id)) answers.set(comment.id, await toRequest(place, comment));
    return answers.get(comment.id);
  }

  async function toRequest(
    { repository, since }: ControlPlace,
    comment: ControlComment,
  ): Promise<ControlRequest | undefined> {
    const said = controlIn(comment, since);
    if (!said || !comment.user) return undefined;
    const { id, login } = comment.user;
    const actor = { id: `github:${id}`, displayName: login };
    const permission = await options.reader.readActorPermission(repository, actor, login);
    if (!mayInterrupt(permission)) return undefined;
    return ControlRequest.parse({
      ...said,
      key: `comment:${comment.id}`,
      actorId: actor.id,
      via: 'comment',
      requestedAt: Date.parse(comment.created_at),
    });
  }

  return {
    async listControls(place) {
      await requireSameRepository(client, place.repository);
      const comments = await client.list(
        listComments,
        {
          ...named(place.repository),
          issue_number: place.issueNumber,
          // GitHub counts whole seconds; what is too early is left out by itself below.
          since: `${new Date(place.since).toISOString().slice(0, 19)}Z`,
        },
        z.array(ControlComment),
      );
      const requests: ControlRequest[] = [];
      for (const comment of comments.toSorted((left, right) => left.id - right.id)) {
        const request = await orNobody(() => answer(place, comment));
        if (request) requests.push(request);
      }
      return requests;
    },
  };
}

/** A login that changed hands, or an account that is gone, is nobody who may. */
async function orNobody(
  ask: () => Promise<ControlRequest | undefined>,
): Promise<ControlRequest | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure && error.code === 'auth') return undefined;
    throw error;
  }
}

function controlIn(
  comment: ControlComment,
  since: number,
): Pick<ControlRequest, 'kind' | 'text' | 'textSha256'> | undefined {
  const { body, user, created_at, updated_at } = comment;
  const isPerson = user?.type === 'User' && !comment.performed_via_github_app;
  // Nobody can tell what a comment said before it was edited, nor who edited it.
  const isWhole = created_at === updated_at && Date.parse(created_at) >= since - 1_000;
  if (!isPerson || !isWhole || !body || body.includes(ownMarker)) return undefined;
  const reading = readCommand(body);
  if (reading.kind !== 'command') return undefined;
  const { command } = reading;
  if (command.name === 'abort') return { kind: 'abort' };
  if (command.name !== 'steer' && command.name !== 'follow-up') return undefined;
  const said = promptText(command.text);
  if (said.kind === 'unusable' || said.text.length > longestText) return undefined;
  return { kind: command.name, text: said.text, textSha256: sha256Hex(said.text) };
}

function mayInterrupt(permission: RepositoryPermission): boolean {
  const role = roleOfRepositoryPermission[permission];
  return role !== undefined && rolePermissions[role].includes('run:interrupt');
}
