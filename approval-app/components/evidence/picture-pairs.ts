import type { EvidenceArtifact } from '../../../action/domain/evidence-artifact.ts';

/** One view of the product, as the base and as the candidate draw it. */
export interface Shot {
  /** Undefined where there is one view only; else `light`, `dark`. */
  readonly scheme: 'light' | 'dark' | undefined;
  readonly before: EvidenceArtifact | undefined;
  readonly after: EvidenceArtifact | undefined;
}

export interface Pictures {
  /** What was pictured, without side and scheme; untrusted. */
  readonly name: string;
  readonly shots: readonly Shot[];
}

export function isPicture({ kind }: Pick<EvidenceArtifact, 'kind'>): boolean {
  return kind === 'screenshot';
}

/**
 * Screenshots by what they show: `verify/<baseline|candidate>/<name>[-light|-dark]`. One that only
 * one side has is shown alone: a view that is new, or gone.
 */
export function picturesOf(artifacts: readonly EvidenceArtifact[]): readonly Pictures[] {
  const groups = new Map<string, Map<string, { -readonly [Key in keyof Shot]: Shot[Key] }>>();
  for (const artifact of artifacts.filter(isPicture)) {
    // The same bytes are kept once, under the names of all who made them.
    for (const producer of artifact.producer.split(', ')) {
      const { name, scheme, side } = readProducer(producer);
      const shots = groups.get(name) ?? new Map();
      const shot = shots.get(scheme ?? '') ?? { scheme, before: undefined, after: undefined };
      shot[side] = artifact;
      groups.set(name, shots.set(scheme ?? '', shot));
    }
  }
  return [...groups].map(([name, shots]) => ({
    name,
    shots: [...shots.values()].sort(lightFirst),
  }));
}

function lightFirst(left: Shot, right: Shot): number {
  return Number(left.scheme === 'dark') - Number(right.scheme === 'dark');
}

function readProducer(producer: string): {
  readonly name: string;
  readonly scheme: Shot['scheme'];
  readonly side: 'before' | 'after';
} {
  const side = /(^|\/)baseline(\/|$)/.test(producer) ? 'before' : 'after';
  const place = producer.replace(/^verify\//, '').replace(/^(baseline|candidate)\//, '');
  const [, name = place, scheme] = /^(.+?)[-./](light|dark)$/.exec(place) ?? [];
  return { name, side, scheme: scheme === 'light' || scheme === 'dark' ? scheme : undefined };
}
