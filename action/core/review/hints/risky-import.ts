import type { ChangedFile } from '../plan/changed-file.ts';
import { globMatcher } from '../scope/bound-scope.ts';
import { addedLines, type Hint } from './hint.ts';

/** What lets code run programs, run text, unpack objects or leave the language's safety. */
const languages: readonly { readonly isOne: (path: string) => boolean; readonly risky: RegExp }[] =
  [
    {
      isOne: globMatcher(['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte}']),
      risky:
        /(?:from|require\(|import\(?)\s*["'](?:node:)?(child_process|vm|cluster|dgram|net|worker_threads|inspector|module|vm2|shelljs|execa|serialize-javascript|node-serialize)["']/,
    },
    {
      isOne: globMatcher(['**/*.py']),
      risky:
        /^\s*(?:import|from)\s+(subprocess|pickle|marshal|shelve|ctypes|socket|telnetlib|pty|importlib|code|dill|paramiko)\b/,
    },
    {
      isOne: globMatcher(['**/*.go']),
      risky:
        /^\s*(?:import\s+)?(?:[\w.]+\s+)?"(os\/exec|unsafe|syscall|plugin|net\/rpc|encoding\/gob)"/,
    },
    {
      isOne: globMatcher(['**/*.{java,kt,scala}']),
      risky:
        /^\s*import\s+(?:static\s+)?(java\.lang\.(?:ProcessBuilder|Runtime|reflect[\w.]*)|java\.io\.ObjectInputStream|javax\.script[\w.*]*|sun\.misc\.Unsafe)/,
    },
    {
      isOne: globMatcher(['**/*.rs']),
      risky: /^\s*use\s+(std::(?:process|ffi|mem::transmute)|libc)\b/,
    },
    {
      isOne: globMatcher(['**/*.rb']),
      risky: /^\s*require\s+["'](open3|pty|socket|fiddle|drb|yaml\/store)["']/,
    },
    {
      isOne: globMatcher(['**/*.cs']),
      risky:
        /^\s*using\s+(System\.(?:Diagnostics|Reflection\.Emit|Runtime\.InteropServices|Runtime\.Serialization[\w.]*))\s*;/,
    },
  ];

export function riskyImport(files: readonly ChangedFile[]): readonly Hint[] {
  return files.flatMap((file) => {
    const language = languages.find(({ isOne }) => isOne(file.path));
    if (!language) return [];
    return addedLines(file).flatMap(({ number, text }) => {
      // No import is that long, and a minified file is one line.
      const name = language.risky.exec(text.slice(0, 300))?.[1];
      if (!name) return [];
      const evidence = `imports ${name}`;
      return [{ code: 'RISKY_IMPORT_ADDED' as const, file: file.path, line: number, evidence }];
    });
  });
}
