import { type Box, type BoxOptions, createBox } from './box.ts';
import type { CreateRequest } from './create-request.ts';

/** All sandboxes of one stand-in. */
export interface Boxes {
  create(request: CreateRequest): Promise<Box>;
  /** By id or name; one that is on its way out is still found, as at the vendor's. */
  find(idOrName: string): Box | undefined;
  all(): readonly Box[];
  isLeaving(box: Box): boolean;
  remove(box: Box): Promise<void>;
}

export function createBoxes(options: Omit<BoxOptions, 'request'>): Boxes {
  const boxes = new Map<string, Box>();
  const leaving = new Map<string, Promise<void>>();

  return {
    async create(request) {
      const box = await createBox({ ...options, request });
      boxes.set(box.id, box);
      if (request.ttlMinutes !== undefined) {
        const end = setTimeout(() => void remove(box), request.ttlMinutes * 60_000);
        end.unref();
        box.destroyed.addEventListener('abort', () => clearTimeout(end));
      }
      return box;
    },
    find: (idOrName) =>
      boxes.get(idOrName) ?? [...boxes.values()].find((box) => box.request.name === idOrName),
    all: () => [...boxes.values()].filter((box) => !leaving.has(box.id)),
    isLeaving: (box) => leaving.has(box.id),
    remove,
  };

  function remove(box: Box): Promise<void> {
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
