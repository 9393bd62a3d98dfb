'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Command, commandsFor } from './commands.ts';

/** A list of places, filtered while one types. */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const router = useRouter();
  const pathname = usePathname();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const commands = commandsFor(pathname, typed);
  const current = commands[Math.min(at, commands.length - 1)];
  useEffect(() => dialog.current?.showModal(), []);

  const go = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    router.push(command.href);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) go(current);
    else setAt((at + step + commands.length) % commands.length);
  };
  return (
    <dialog className="dialog palette" ref={dialog} aria-label="Go to" onClose={onClose}>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${commands.indexOf(current)}` : undefined}
        aria-label="Where to, or what to search for"
        placeholder="Where to, or what to search for"
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div role="listbox" id={list} aria-label="Places">
        {commands.map((command, index) => (
          // The keys are read by the field, which keeps the focus; a click is for who points.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={command.href}
            id={`${list}-${index}`}
            role="option"
            aria-selected={command === current}
            className="menu-item"
            onClick={() => go(command)}
          >
            {command.words}
          </div>
        ))}
      </div>
    </dialog>
  );
}
