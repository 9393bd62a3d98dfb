import { type Box, type BoxOptions, createBox } from './box.ts';
import type { CreateRequest } from './create-request.ts';

/** All sandboxes of one stand-in. */
export interface Boxes {
  create(request: CreateRequest): Promise<Box>;
  /** By id or name; one that is on its way out is still found, as at the vendor's. */
  find(idOrName: string): Box | undefined;
  all(): readonly Box[];
  isLeaving(box: Box): boolean;
  /** Somebody uses it: its auto-stop clock starts anew. */
  touch(box: Box): void;
  remove(box: Box): Promise<void>;
}

export interface BoxesOptions extends Omit<BoxOptions, 'request'> {
  /** Milliseconds of one minute of the lifecycle clocks. */
  readonly minuteMs: number;
}

/**
 * Sandboxes end by themselves: after their time to live whatever happens, and after a time
 * without use. The vendor stops an idle one and deletes it if it is ephemeral; here an idle one
 * is always deleted, since nothing of it is kept.
 */
export function createBoxes({ minuteMs, ...options }: BoxesOptions): Boxes {
  const boxes = new Map<string, Box>();
  const leaving = new Map<string, Promise<void>>();
  const idle = new Map<string, NodeJS.Timeout>();

  function touch(box: Box): void {
    clearTimeout(idle.get(box.id));
    const { autoStopInterval } = box.request;
    if (autoStopInterval === 0 || leaving.has(box.id)) return;
    const stop = setTimeout(() => void remove(box), autoStopInterval * minuteMs);
    idle.set(box.id, stop.unref());
  }

  return {
    async create(request) {
      const box = await createBox({ ...options, request });
      boxes.set(box.id, box);
      touch(box);
      if (request.ttlMinutes !== undefined) {
        const end = setTimeout(() => void remove(box), request.ttlMinutes * minuteMs);
        end.unref();
        box.destroyed.addEventListener('abort', () => clearTimeout(end));
      }
      return box;
    },
    find: (idOrName) =>
      boxes.get(idOrName) ?? [...boxes.values()].find((box) => box.request.name === idOrName),
    all: () => [...boxes.values()].filter((box) => !leaving.has(box.id)),
    isLeaving: (box) => leaving.has(box.id),
    touch,
    remove,
  };

  function remove(box: Box): Promise<void> {
    clearTimeout(idle.get(box.id));
    idle.delete(box.id);
    if (!leaving.has(box.id)) leaving.set(box.id, leave(box));
    return leaving.get(box.id) ?? Promise.resolve();
  }

  async function leave(box: Box): Promise<void> {
    try {
      await box.destroy();
    } finally {
      boxes.delete(box.id);
      leaving.delete(box.id);
    }
  }
}
