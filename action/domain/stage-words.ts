/** The stages of a job in words for people; each stands in a checklist and after "stopped at". */
export const stageWords: Readonly<Record<string, string>> = {
  authorize: 'permission check',
  admit: 'look at other runs',
  lineage: 'look at the earlier run',
  freeze: 'frozen base',
  provision: 'sandbox',
  run: 'work of the agent',
  capture: 'capture of the patch',
  verify: 'tests in a fresh sandbox',
  review: 'review',
  evaluate: 'policy',
  confirm: 'last look at the source',
  seal: 'sealing of the evidence',
  read: 'reading of the decision',
  consume: 'taking of the decision',
  publish: 'publication',
  tell: 'report',
};
