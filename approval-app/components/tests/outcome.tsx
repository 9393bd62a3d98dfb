const signs: Readonly<Record<string, readonly [tone: string, sign: string]>> = {
  passed: ['good', '✓'],
  failed: ['bad', '✕'],
  error: ['bad', '✕'],
  skipped: ['wait', '–'],
};

/** How a test or a check ended, by sign and word. */
export function Outcome({ outcome }: { readonly outcome: string }) {
  const [tone, sign] = signs[outcome] ?? ['calm', '·'];
  return (
    <span className="nowrap">
      <span className={`tone-${tone}`} aria-hidden="true">
        {sign}
      </span>{' '}
      {outcome}
    </span>
  );
}
