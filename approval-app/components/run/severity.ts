import type { Severity } from '../../../action/domain/review-finding.ts';
import type { Standing } from './state-words.ts';

export const severityOrder: Record<Severity, number> = {
  blocker: 0,
  high: 1,
  medium: 2,
  low: 3,
  info: 4,
};

export const severityTones: Record<Severity, Standing['tone']> = {
  blocker: 'bad',
  high: 'bad',
  medium: 'wait',
  low: 'calm',
  info: 'calm',
};
