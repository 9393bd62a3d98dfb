import fc from 'fast-check';
import { Lexer, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../action/plugins/github/commands.ts';

const digest = '9f3c00aa11bb';

describe('a command', () => {
  it.each<[string, object]>([
    ['/patchplane fix the last page', { name: 'fix', text: 'the last page' }],
    ['/patchplane fix', { name: 'fix', text: '' }],
    ['/patchplane fix a\r\n\r\nb\r\n', { name: 'fix', text: 'a\r\n\r\nb' }],
    [
      'Hi!\n\n/patchplane fix a\n> quoted\n```\ncode\n```',
      { name: 'fix', text: 'a\n> quoted\n```\ncode\n```' },
    ],
    ['Thanks!\n/patchplane rerun', { name: 'rerun', text: '' }],
    ['/patchplane rerun with less', { name: 'rerun', text: 'with less' }],
    ['/patchplane rerun\nwith less', { name: 'rerun', text: 'with less' }],
    ['/patchplane cancel', { name: 'cancel' }],
    ['/patchplane abort', { name: 'abort' }],
    ['/patchplane steer mind\nthe tests', { name: 'steer', text: 'mind\nthe tests' }],
    ['/patchplane follow-up then the docs', { name: 'follow-up', text: 'then the docs' }],
    ['/patchplane status  \nplease', { name: 'status' }],
    [`/patchplane approve ${digest}`, { name: 'approve', digest }],
    [`/patchplane approve ${'a'.repeat(64)}`, { name: 'approve', digest: 'a'.repeat(64) }],
    [
      `/patchplane approve ${digest} override: the test was wrong`,
      { name: 'approve', digest, reason: 'the test was wrong' },
    ],
    [
      `/patchplane reject ${digest} too wide\nand late`,
      { name: 'reject', digest, reason: 'too wide\nand late' },
    ],
    [`/patchplane reject ${digest}\ntoo wide`, { name: 'reject', digest, reason: 'too wide' }],
    ['> /patchplane cancel\n\n/patchplane status', { name: 'status' }],
    ['1. ```\n   /patchplane cancel\n   ```\n\n/patchplane status', { name: 'status' }],
    ['- step\n  ```sh\n  npm test\n  ```\n\n/patchplane status', { name: 'status' }],
    ['```\n/patchplane cancel\n```\n/patchplane status', { name: 'status' }],
    ['<!-- note -->\n/patchplane status', { name: 'status' }],
    ['`code` and ``more ` of it`` <b>\n/patchplane status', { name: 'status' }],
    [
      '- [ ] [a](b "c")\n\n1. a\n   - b\n     ```\n     x\n     ```\n\n/patchplane status',
      { name: 'status' },
    ],
    ['<details>\n<pre>\nlog\n</pre>\n</details>\n\n/patchplane status', { name: 'status' }],
    ['/patchplane status\n---\nMia', { name: 'status' }],
    [
      '/patchplane fix what "/patchplane cancel" does',
      { name: 'fix', text: 'what "/patchplane cancel" does' },
    ],
  ])('[GHB-05] %j', (comment, command) => {
    expect(readCommand(comment)).toEqual({ kind: 'command', command });
  });

  it.each<[string, RegExp]>([
    ['> /patchplane status', /no command/],
    ['> words\n/patchplane status', /part of a quotation/],
    ['- > words\n/patchplane status', /part of a quotation/],
    ['```\n/patchplane status\n```', /part of a code block/],
    ['```\n/patchplane status', /part of a code block/],
    ['````\n```\n/patchplane status\n````', /part of a code block/],
    ['~~~\n```\n/patchplane status\n~~~', /part of a code block/],
    ['~~~ a`b\n/patchplane status\n~~~', /part of a code block/],
    ['<!--\n/patchplane status\n-->', /part of a HTML/],
    ['<pre>\n\n/patchplane status\n</pre>', /part of a HTML/],
    ['<details>\n/patchplane status\n</details>', /part of a HTML/],
    ['`a\n/patchplane status\nb`', /part of a unclosed formatting/],
    ['a <!--\n/patchplane status\n-->', /part of a unclosed formatting/],
    ['a <b title="\n/patchplane status\n">', /part of a unclosed formatting/],
    [' /patchplane status', /no command/],
    ['    /patchplane status', /no command/],
    ['\t/patchplane status', /no command/],
    ['\u00a0/patchplane status', /no command/],
    ['\u200b/patchplane status', /no command/],
    ['\ufeff/patchplane status', /no command/],
    ['\u202e/patchplane status', /no command/],
    ['see /patchplane status', /no command/],
    ['/patchplanefoo status', /no command/],
    ['/patchplane-foo status', /no command/],
    ['/patchplane/config.ts is wrong', /no command/],
    ['\\/patchplane status', /no command/],
    ['', /no command/],
  ])('is not: %j', (comment, reason) => {
    expect(readCommand(comment)).toEqual({ kind: 'none', reason: expect.stringMatching(reason) });
  });

  it.each<[string, RegExp]>([
    ['/PatchPlane status', /lower case/],
    ['/patchplane Status', /lower case/],
    ['/patchplane', /one of: fix/],
    ['/patchplane ', /one of: fix/],
    ['/patchplane  status', /one space/],
    ['/patchplane\tstatus', /one space/],
    ['/patchplane\u00a0status', /one space/],
    ['/patchplane deploy', /one of: fix/],
    ['/patchplane status\u200b', /one of: fix/],
    ['/patchplane cancel it', /nothing may follow/],
    ['/patchplane abort it', /nothing may follow/],
    ['/patchplane steer', /write "\/patchplane steer <what/],
    ['/patchplane follow-up \n', /write "\/patchplane follow-up <what/],
    ['/patchplane followup then the docs', /one of: fix/],
    ['/patchplane follow-', /one of: fix/],
    ['/patchplane approve', /12 to 64/],
    ['/patchplane approve 9f3c00aa11b', /12 to 64/],
    ['/patchplane approve 9F3C00AA11BB', /lower-case/],
    [`/patchplane approve ${digest} if it works`, /nothing more/],
    [`/patchplane approve ${digest} override:`, /nothing more/],
    [`/patchplane approve ${'a'.repeat(65)}`, /12 to 64/],
    [`/patchplane reject ${digest}`, /<reason>/],
    ['/patchplane reject because', /12 to 64/],
    ['/patchplane cancel\n/patchplane fix it', /one command/],
    ['/patchplane fix it\n\n/patchplane nonsense', /one command/],
  ])('that is misread is answered: %j', (comment, reason) => {
    expect(readCommand(comment)).toEqual({
      kind: 'misread',
      reason: expect.stringMatching(reason),
    });
  });
});

/** Each was once taken for a command, though it is shown as something else. */
const misreadOnce = [
  '> word\n<b>\n<!--\n\n/patchplane status',
  '<a b="\n<!--\n\n/patchplane status',
  'a <!-- b\n<b>\n<pre>\n\n/patchplane status',
  '-->\n</pre>\n<!--\n\n/patchplane status',
  '<div> <!--\n\n/patchplane status',
  '1. word\n  ```\n    ```\n/patchplane status',
  '- word\n> word\n    ```\n    ```\n/patchplane status',
  '- word\n  > word\n      ```\n      ```\n/patchplane status',
  '- > x\n> ```\n  ```\n    ```\n/patchplane status',
  'b`\n***\nb`\n/patchplane status\n\\`a',
  'b`\n===\nb`\n/patchplane status\n`a',
  'b`\n# word\nb`\n/patchplane status\nb`',
  '# a `b\nb`\n/patchplane status\nb`',
  'b`\n- word\n`a\n/patchplane status\n\\`a',
  '[a](b "c\n/patchplane status\n")',
  '[a]: b\n"c\n/patchplane status\n"',
  '![a\n/patchplane status\n](b)',
  '~~a\n/patchplane status\nb~~',
  '$$\n/patchplane status\n$$',
  '[a]:\n```\n```\n/patchplane status',
  '[a\n<!-- a -->\n/patchplane status\na]: b',
  '    ```\n`a\n    ```\n/patchplane status\n`a',
  '  - word\n  > word\n    ```\n\t```\n/patchplane status',
  'word\n2. ```\n   ````\n/patchplane status\n```',
  'word\n    - ```\n      ````\n/patchplane status\nx ```',
  '\t```\nb`\n    ```\n/patchplane status\n`a',
];

describe('comments of every make', () => {
  const pieces = fc.constantFrom(
    ...['/patchplane status', '/patchplane fix x', 'word', '> word', '- word', '1. word', '', ''],
    ...['```', '~~~', '````', '  ```', '   ~~~', '    ```', '- ```', '> ```', '> > x', '- > x'],
    ...[
      '<!--',
      '-->',
      'a <!-- b',
      '<!-- a -->',
      '<pre>',
      '</pre>',
      '<details>',
      '</details>',
      '<b>',
    ],
    ...[
      '`a',
      'b`',
      '``a ` b',
      'c``',
      '  word',
      '    word',
      '---',
      '***',
      '# word',
      '\\`a',
      '<a b="',
      '">',
    ],
    ...['===', '# a `b', '2. word', '  - word', '   1. word', '  > word', '* * *'],
    ...['      ```', '\t```', '1. ```', '-     ```', '     ~~~', '  ```x', '`````'],
    ...[
      '<div>',
      '<div> <!--',
      '</div>',
      '<?',
      '?>',
      '<!A',
      '<![CDATA[',
      ']]>',
      '<script>',
      '<!-->',
    ],
    ...['[a](b "c', '")', '![a', '](b)', '[a]: b', '[a]:', '"c', 'c"', '[a', 'a]: b', '[^1]: a'],
    ...['| `a | b |', '|---|---|', '~~a', 'b~~'],
  );
  const comments = fc
    .tuple(fc.array(pieces, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'))
    .map(([lines, end]) => lines.join(end));

  it('[GHB-05] what is read as a command is plain text to a Markdown reader', () => {
    fc.assert(
      fc.property(comments, (comment) => {
        const reading = readCommand(comment);
        if (reading.kind === 'command') expect(plainText(comment)).toMatch(/^\/patchplane /m);
      }),
      // One seed, so that a run tells of the change that was made and of nothing else.
      { numRuns: 20_000, seed: 1_894_668_526, examples: misreadOnce.map((found) => [found]) },
    );
  });

  it.each(misreadOnce)("[GHB-05] hide what is not shown as the writer's word: %j", (comment) => {
    expect(readCommand(comment).kind).toBe('none');
  });

  it('never throws, and takes one pass however long a comment is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (comment) => {
        expect(['command', 'misread', 'none']).toContain(readCommand(comment).kind);
      }),
    );
    const hostile = [
      '>',
      '`a',
      '<a',
      '- ',
      '[',
      '\\`',
      '<!--',
      '1. ',
      '``` ',
      ' \t',
      'x\n',
      '> \n',
      '<!---->',
      '<b <?',
      '[a](',
      '* ',
    ];
    const startedAt = performance.now();
    for (const piece of hostile)
      readCommand(`${piece.repeat(65_000 / piece.length)}\n\n/patchplane x`);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

/** The text that is shown as a person's own, as another program reads it. */
function plainText(comment: string): string {
  const unseen = ['code', 'codespan', 'html', 'blockquote', 'def', 'image', 'del'];
  const textIn = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((token) => {
      if (unseen.includes(token.type)) return ['\n'];
      if (token.type === 'list')
        return token['items'].flatMap((item: Token) => [...textIn([item]), '\n']);
      if (token.type === 'table')
        return [token['header'], ...token['rows']].flatMap((row: { tokens: Token[] }[]) => [
          ...row.flatMap((cell) => textIn(cell.tokens)),
          '\n',
        ]);
      return 'tokens' in token && token.tokens ? [...textIn(token.tokens), '\n'] : [token.raw];
    });
  return textIn(Lexer.lex(comment, { gfm: true })).join('');
}
