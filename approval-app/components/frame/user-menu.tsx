'use client';

import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { ThemeItems } from './theme-items.tsx';

interface UserMenuProps {
  readonly name: string;
  readonly email: string;
  readonly children: ReactNode;
}

/** Who is signed in, in what and what they can do about it. */
export function UserMenu({ name, email, children }: UserMenuProps) {
  return (
    // Not modal: a modal one would put a style element into the page to stop it from scrolling.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button small quiet" aria-label={`Account of ${name}`}>
        <span className="name">{name}</span>
        <span aria-hidden="true">▾</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <div className="menu-label">{email}</div>
          <ThemeItems />
          <DropdownMenu.Item asChild>
            <Link className="menu-item" href="/organisations" prefetch={false}>
              Switch organisation
            </Link>
          </DropdownMenu.Item>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
