import type { WebSocket } from 'ws';
import type { SessionCommand } from './session.ts';
import type { StreamBreak } from './stream-faults.ts';

const frameBytes = 1024;
const pollMs = 20;
const closeLagMs = 1000;

/**
 * Follows a command's journal as the vendor's daemon does: from byte 0 on every connection,
 * in frames of at most 1024 bytes that may split a mark or a character, closed about a
 * second after the command ended; never, when the command took its shell along.
 */
export async function followJournal(
  socket: WebSocket,
  { journal, finished }: SessionCommand,
  gone: AbortSignal,
  broken?: StreamBreak,
): Promise<void> {
  let ended = false;
  void finished.then(() => {
    ended = true;
  });
  const cut = (): void => socket.terminate();
  if (gone.aborted) cut();
  gone.addEventListener('abort', cut);
  socket.on('error', cut);
  socket.on('close', () => gone.removeEventListener('abort', cut));

  let offset = 0;
  let frames = 0;
  while (socket.readyState === socket.OPEN) {
    const last = ended;
    for (let frame = journal.read(offset, frameBytes); frame.length > 0; ) {
      offset += frame.length;
      await send(socket, frame);
      frames += 1;
      if (broken && frames >= broken.frames) return breakOff(socket, broken);
      frame = journal.read(offset, frameBytes);
    }
    if (broken && frames >= broken.frames) return breakOff(socket, broken);
    if (last) break;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  await new Promise((resolve) => setTimeout(resolve, closeLagMs));
  socket.close(1000);
}

/** Silence: the socket stays as it is, and nobody closes it. */
function breakOff(socket: WebSocket, how: StreamBreak): void {
  if (how.kind === 'silence') return;
  if (how.code === 1000) socket.close(1000);
  else socket.terminate();
}

function send(socket: WebSocket, frame: Buffer): Promise<void> {
  return new Promise((resolve) => socket.send(frame, { binary: true }, () => resolve()));
}
