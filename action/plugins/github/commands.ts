import { type CommentLine, type Hidden, plainLines } from './plain-lines.ts';

export type Command =
  /** `text` is everything behind the word, to the end of the comment; untrusted. */
  | { readonly name: 'fix' | 'rerun'; readonly text: string }
  /** For the agent at work; `text` goes to the end of the comment and is not empty. */
  | { readonly name: 'steer' | 'follow-up'; readonly text: string }
  | { readonly name: 'cancel' | 'status' | 'abort' }
  /** `reason` is why, where policy advises against it. */
  | { readonly name: 'approve'; readonly digest: string; readonly reason?: string }
  | { readonly name: 'reject'; readonly digest: string; readonly reason: string };

export type CommandReading =
  | { readonly kind: 'command'; readonly command: Command }
  /** Somebody meant us, in a way that can not be done: `reason` is for them. */
  | { readonly kind: 'misread'; readonly reason: string }
  /** Nobody meant us. */
  | { readonly kind: 'none'; readonly reason: string };

/**
 * The grammar of commands in comments:
 *
 *   comment  = any lines, and exactly one command line among them
 *   command  = "/patchplane" SPACE word [SPACE rest], from the first column of a line
 *   word     = fix [text] | rerun [instruction] | cancel | status
 *            | steer text | follow-up text | abort
 *            | approve digest [SPACE "override:" reason] | reject digest reason
 *   digest   = 12 to 64 lower-case hexadecimal digits
 *
 * `text`, `instruction`, the words for the agent and the reason of a rejection go on to the end of the comment; the others
 * end with their line, and what stands on further lines is talk. Lines in quotations, code blocks, HTML and
 * unclosed formatting are somebody else's words or none. Nothing is guessed: whoever comes close
 * is told how it is written.
 */
export function readCommand(comment: string): CommandReading {
  const addressed = plainLines(comment).filter(({ text }) => isAddressed(text));
  const plain = addressed.filter(({ hidden }) => hidden === undefined);
  const [line, another] = plain;
  if (!line) return none(addressed[0]?.hidden);
  if (another)
    return misread('a comment can hold one command, and this one holds several: send them apart');
  return parse(line, comment);
}

function none(hidden: Hidden | undefined): CommandReading {
  const reason = hidden
    ? `the command in the comment is part of a ${hidden}`
    : 'the comment holds no command';
  return { kind: 'none', reason };
}

/** Also in capitals or with another space behind it: then it is meant for us, but wrong. */
function isAddressed(text: string): boolean {
  return /^\/patchplane(?:\s|$)/i.test(text);
}

function parse(line: CommentLine, comment: string): CommandReading {
  const [, word, rest = ''] =
    /^\/patchplane ([a-z]+(?:-[a-z]+)?)(?: (.*))?$/u.exec(line.text) ?? [];
  const behind = rest.trim();
  const onwards = comment.slice(line.start + line.text.length - rest.length).trim();
  switch (word) {
    case 'fix':
    case 'rerun':
      return { kind: 'command', command: { name: word, text: onwards } };
    case 'steer':
    case 'follow-up':
      if (!onwards) return misread(`write "/patchplane ${word} <what the agent should know>"`);
      return { kind: 'command', command: { name: word, text: onwards } };
    case 'cancel':
    case 'status':
    case 'abort':
      if (behind) return misread(`nothing may follow "/patchplane ${word}" on its line`);
      return { kind: 'command', command: { name: word } };
    case 'approve':
      return approve(behind);
    case 'reject':
      return reject(onwards);
    default:
      return misread(
        'a command is "/patchplane" in lower case, one space and one of: fix, rerun, steer, follow-up, abort, cancel, status, approve, reject',
      );
  }
}

const digestForm = '12 to 64 lower-case digits of what is asked to be approved';

function approve(behind: string): CommandReading {
  if (isDigest(behind)) return { kind: 'command', command: { name: 'approve', digest: behind } };
  // An approval has no conditions: whoever writes "if the tests pass" did not approve.
  const [, digest = '', reason] = /^(\S+) override: *(\S.*)$/u.exec(behind) ?? [];
  if (isDigest(digest) && reason)
    return { kind: 'command', command: { name: 'approve', digest, reason } };
  return misread(
    `write "/patchplane approve <digest>" and nothing more but, against the policy's advice, " override: <why>"; the digest being ${digestForm}`,
  );
}

function reject(onwards: string): CommandReading {
  const [digest = ''] = onwards.split(/\s/, 1);
  const reason = onwards.slice(digest.length).trim();
  if (isDigest(digest) && reason)
    return { kind: 'command', command: { name: 'reject', digest, reason } };
  return misread(`write "/patchplane reject <digest> <reason>", the digest being ${digestForm}`);
}

function isDigest(word: string): boolean {
  return /^[0-9a-f]{12,64}$/.test(word);
}

function misread(reason: string): CommandReading {
  return { kind: 'misread', reason };
}
