import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';
import { Palette } from './palette.tsx';
import { TopLinks } from './top-links.tsx';
import { UserMenu } from './user-menu.tsx';

interface TopBarProps {
  readonly name: string;
  readonly email: string;
  readonly signOut: ReactNode;
}

export function TopBar({ name, email, signOut }: TopBarProps) {
  return (
    <header className="top">
      <Link className="brand" href="/" prefetch={false}>
        <BrandMark />
        <span className="wide-only">PatchPlane</span>
        <span className="visually-hidden">, inbox</span>
      </Link>
      <TopLinks />
      <span className="fill" />
      <Palette />
      <UserMenu name={name} email={email}>
        {signOut}
      </UserMenu>
    </header>
  );
}
