import type { RunView } from '../../contract/run-view.ts';
import { Untrusted } from './untrusted.tsx';

interface PersonProps {
  readonly actorId: string;
  readonly people: RunView['people'];
}

/** Somebody by name; who exactly that is shows on hover, and stands there where no name is known. */
export function Person({ actorId, people }: PersonProps) {
  const name = people.find((each) => each.actorId === actorId)?.name;
  return name ? (
    <span title={actorId}>
      <Untrusted text={name} />
    </span>
  ) : (
    actorId
  );
}
