'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { LinkWait } from './wait-line.tsx';

const links = [
  { href: '/', words: 'Inbox' },
  { href: '/new', words: 'New run' },
  { href: '/settings', words: 'Settings' },
];

export function TopLinks() {
  const at = usePathname();
  return (
    <nav aria-label="Pages">
      {links.map(({ href, words }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={at === href ? 'page' : undefined}
        >
          {words}
          <LinkWait />
        </Link>
      ))}
    </nav>
  );
}
