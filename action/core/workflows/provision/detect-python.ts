import type { BaseFiles, Detected } from './base-files.ts';

const testModule = /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/;

/** Projects that ask for pytest get pytest; plain `unittest` files need nothing installed. */
export async function detectPython(files: BaseFiles): Promise<Detected | undefined> {
  const tests = files.paths.filter((path) => testModule.test(path));
  const configured = await pytestFile(files);
  if (configured !== undefined) return pytest([configured]);
  const [first] = tests;
  if (first === undefined) return undefined;
  return (await onlyUnittest(files, tests)) ? unittest(files, first) : pytest([first]);
}

/** The file that configures pytest, if one does. */
async function pytestFile(files: BaseFiles): Promise<string | undefined> {
  for (const name of ['pytest.ini', '.pytest.ini', 'conftest.py', 'tests/conftest.py']) {
    if (files.has(name)) return name;
  }
  for (const [name, section] of sections) {
    if (section.test((await files.read(name)) ?? '')) return name;
  }
  return undefined;
}

const sections: readonly (readonly [string, RegExp])[] = [
  ['pyproject.toml', /^\[tool\.pytest\b/m],
  ['setup.cfg', /^\[tool:pytest\]/m],
  ['tox.ini', /^\[pytest\]/m],
];

/** What `unittest discover` looks for. */
const discovered = /(^|\/)test[^/]*\.py$/;

/** Enough files to know a habit by. */
const mostRead = 20;

async function onlyUnittest(files: BaseFiles, tests: readonly string[]): Promise<boolean> {
  if (!tests.every((path) => discovered.test(path))) return false;
  for (const path of tests.slice(0, mostRead)) {
    const source = (await files.read(path)) ?? '';
    if (!/^\s*(import unittest|from unittest)\b/m.test(source)) return false;
    if (/^\s*(import pytest|from pytest)\b/m.test(source)) return false;
  }
  return true;
}

function pytest(sources: readonly string[]): Detected {
  return {
    sources,
    requirement: {
      key: 'pytest',
      label: 'pytest',
      command: ['python3', '-m', 'pytest', '-q', '--junitxml={report}'],
      report: 'pytest',
      reportPath: 'pytest.xml',
    },
  };
}

/** `discover` only enters packages, so a folder without `__init__.py` is named. */
function unittest(files: BaseFiles, first: string): Detected {
  const folder = first.split('/').slice(0, -1).join('/');
  const named = folder !== '' && !files.has(`${folder}/__init__.py`);
  const start = named ? ['-s', folder] : [];
  return {
    sources: [first],
    requirement: {
      key: 'unittest',
      label: 'unittest',
      command: ['python3', '-m', 'unittest', 'discover', '-v', ...start],
      report: 'exit-code',
    },
  };
}
