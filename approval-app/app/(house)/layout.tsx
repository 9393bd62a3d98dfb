import type { ReactNode } from 'react';
import { TopBar } from '../../components/frame/top-bar.tsx';
import { appNotice } from '../../server/next/notice.ts';
import { requireSession } from '../../server/next/session.ts';
import { signOutOfHere } from '../actions/sign-out.ts';

export default async function HouseLayout({ children }: { readonly children: ReactNode }) {
  const { actor, email } = await requireSession();
  const notice = appNotice();
  return (
    <>
      <TopBar
        name={actor.displayName}
        email={email}
        signOut={
          <form action={signOutOfHere}>
            <button type="submit" className="menu-item">
              Sign out
            </button>
          </form>
        }
      />
      {notice ? <p className="notice">{notice}</p> : null}
      {children}
    </>
  );
}
