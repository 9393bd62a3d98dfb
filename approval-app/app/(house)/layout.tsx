import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { TopBar } from '../../components/frame/top-bar.tsx';
import { appNotice } from '../../server/next/notice.ts';
import { currentSession } from '../../server/next/session.ts';
import { signOutOfHere } from '../actions/sign-out.ts';

export default async function HouseLayout({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect('/signed-out');
  const { actor, email } = session;
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
