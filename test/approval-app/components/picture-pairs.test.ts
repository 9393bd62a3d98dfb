import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { picturesOf } from '../../../approval-app/components/evidence/picture-pairs.ts';
import { newArtifact } from '../run-records.ts';

const shot = (producer: string) => ({
  ...newArtifact('run-1', sha256Hex(producer), 'screenshot'),
  producer,
});

describe('[UX-10] pictures of before and after', () => {
  it('pairs base and candidate, by what they show and in which colours', () => {
    const [home] = picturesOf([
      shot('verify/candidate/home-dark'),
      shot('verify/baseline/home-dark'),
      shot('verify/candidate/home-light'),
      shot('verify/baseline/home-light'),
    ]);

    expect(home?.name).toBe('home');
    expect(
      home?.shots.map(({ scheme, before, after }) => [scheme, before?.producer, after?.producer]),
    ).toEqual([
      ['light', 'verify/baseline/home-light', 'verify/candidate/home-light'],
      ['dark', 'verify/baseline/home-dark', 'verify/candidate/home-dark'],
    ]);
  });

  it('shows what only one side has, and what both have byte for byte', () => {
    const pictures = picturesOf([
      shot('verify/candidate/new'),
      shot('verify/baseline/gone'),
      shot('verify/baseline/same, verify/candidate/same'),
      { ...shot('verify/candidate/log'), kind: 'stdout' },
    ]);

    expect(
      pictures.map(({ name, shots: [only] }) => [
        name,
        only?.before !== undefined,
        only?.after !== undefined,
        only?.before === only?.after,
      ]),
    ).toEqual([
      ['new', false, true, false],
      ['gone', true, false, false],
      ['same', true, true, true],
    ]);
  });

  it('a further run of the same check is a view of its own', () => {
    expect(
      picturesOf([shot('verify/candidate/home'), shot('verify/candidate/home/2')]).map(
        ({ name }) => name,
      ),
    ).toEqual(['home', 'home/2']);
  });
});
