'use client';

import { useEffect } from 'react';

const everyMs = 8_000;

/** While a publish job is at work, asks the server to ask GitHub how far it is; the page follows by itself. */
export function PublishWatch({
  runId,
  working,
}: {
  readonly runId: string;
  readonly working: boolean;
}) {
  useEffect(() => {
    if (!working) return;
    const ask = () =>
      void fetch(`/api/runs/${runId}/progress`, { method: 'POST' }).catch(() => undefined);
    ask();
    const again = setInterval(ask, everyMs);
    return () => clearInterval(again);
  }, [runId, working]);
  return null;
}
