/**
 * Holds something open for as long as somebody looks at the page. A browser has six connections to a
 * server that speaks HTTP/1.1: tabs in the background must not keep them all. Answers with how to
 * stop; `open` answers with how to close.
 */
export function whileVisible(open: () => () => void): () => void {
  let close: (() => void) | undefined;
  const look = () => {
    if (document.visibilityState === 'visible') {
      close ??= open();
      return;
    }
    close?.();
    close = undefined;
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close?.();
  };
}
