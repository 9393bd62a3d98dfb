import { patienceMs } from './interruption.ts';
import type { Job } from './job.ts';

/**
 * Passes an interruption on to a job: SIGTERM, with time to seal and report what it has, then
 * SIGKILL. The job's end tells which of the two it took.
 */
export function stopWith(signal: AbortSignal, { process: child, ended }: Job): void {
  const stop = () => {
    child.kill('SIGTERM');
    const overdue = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    void ended.then(
      () => clearTimeout(overdue),
      () => clearTimeout(overdue),
    );
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  const forget = () => signal.removeEventListener('abort', stop);
  void ended.then(forget, forget);
}
