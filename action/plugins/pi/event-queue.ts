/** How a stream of events came to its end. */
export interface End {
  readonly failure: Error;
}

export type Taken<Item> = { readonly item: Item } | { readonly end: End };

/** Holds events between the process and whoever reads them; one reader at a time. */
export interface EventQueue<Item> {
  put(item: Item): void;
  /** Waits until the reader has caught up: a flood must not fill the memory. */
  room(): Promise<void>;
  /** What was put stays readable; every `take` after that answers with the end. */
  finish(end: End): void;
  take(): Promise<Taken<Item>>;
}

export function createEventQueue<Item>(capacity: number): EventQueue<Item> {
  const items: Item[] = [];
  let ended: End | undefined;
  let changed = Promise.withResolvers<void>();

  function announce(): void {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  }

  return {
    put(item) {
      items.push(item);
      announce();
    },
    async room() {
      while (items.length >= capacity && !ended) await changed.promise;
    },
    finish(end) {
      ended ??= end;
      announce();
    },
    async take() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) {
          announce();
          return { item };
        }
        if (ended) return { end: ended };
        await changed.promise;
      }
    },
  };
}
