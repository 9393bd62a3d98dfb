import 'server-only';
import { redirect } from 'next/navigation';
import { isSessionEnded } from '../session-ended.ts';

/**
 * What the ledger answers to a page or an action. A session that was ended elsewhere still has a cookie
 * here: whoever shows it begins a new login.
 */
export async function orSignIn<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (isSessionEnded(error)) redirect('/login');
    throw error;
  }
}
