import type { FoundSecret } from '../../core/policy/find-secrets.ts';
import type { SecretScanner } from '../../core/services/secret-scanner.ts';
import { neededWords } from './needed-words.ts';

/** Between two texts: nothing that a rule could take for a part of a credential. */
const seam = '\n\0\n';

/**
 * Secretlint's recommended rules over many texts at once: starting it takes longer than reading.
 * Its comments that switch rules off are off themselves: the text is a stranger's.
 */
export function createSecretlintScanner(): SecretScanner {
  return {
    name: 'secretlint',
    needs: neededWords,
    async scan(texts) {
      const [{ lintSource }, { creator }] = await Promise.all([
        import('@secretlint/core'),
        import('@secretlint/secretlint-rule-preset-recommend'),
      ]);
      const { messages } = await lintSource({
        source: {
          filePath: 'patch.txt',
          content: texts.join(seam),
          ext: '.txt',
          contentType: 'text',
        },
        options: {
          noPhysicFilePath: true,
          maskSecrets: true,
          config: {
            rules: [{ id: preset, rule: creator, rules: [{ id: comments, disabled: true }] }],
          },
        },
      });
      return distribute(
        texts,
        messages.map(({ range, ruleId, messageId }) => ({
          start: range[0],
          end: range[1],
          rule: `secretlint/${ruleId.split('secretlint-rule-').at(-1) ?? ruleId}`,
          confidence: guesses.has(messageId) ? 'likely' : 'certain',
        })),
      );
    },
  };
}

const preset = '@secretlint/secretlint-rule-preset-recommend';
const comments = '@secretlint/secretlint-rule-filter-comments';

/** What often stands in examples, or is no secret by itself. */
const guesses: ReadonlySet<string> = new Set([
  'BasicAuth',
  'AWSAccountID',
  'POSTGRES_CONNECTION',
  'MYSQL_CONNECTION',
  'MONGODB_CONNECTION',
  'PostgreSQLConnection',
  'MySQLConnection',
  'MongoDBConnection',
]);

/** Offsets of all texts in one, as offsets of each; a hit belongs where it starts. */
function distribute(
  texts: readonly string[],
  hits: readonly FoundSecret[],
): readonly (readonly FoundSecret[])[] {
  let offset = 0;
  return texts.map((text) => {
    const from = offset;
    offset += text.length + seam.length;
    return hits
      .filter(({ start }) => start >= from && start < from + text.length)
      .map((hit) => ({
        ...hit,
        start: hit.start - from,
        end: Math.min(hit.end - from, text.length),
      }));
  });
}
