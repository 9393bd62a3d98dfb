import { stageWords } from '../../domain/stage-words.ts';
import { codeSpan } from './untrusted-text.ts';

export function stageInWords(stage: string): string {
  return stageWords[stage] ?? codeSpan(stage, 60);
}
