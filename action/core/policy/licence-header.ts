/** How far down a header reaches, in characters. */
const reach = 4_000;

const claims =
  /SPDX-License-Identifier:[^\n]*|(?:©|\(c\)|copyright)[^\n]{0,10}\d{4}[^\n]*|licensed under[^\n]*|all rights reserved[^\n]*/gi;

/** Whether lines that say who owns a file, and who may use it, are gone from its head. */
export function losesLicence(before: string, after: string): boolean {
  const old = before.slice(0, reach).match(claims) ?? [];
  if (old.length === 0) return false;
  const now = new Set((after.slice(0, reach).match(claims) ?? []).map(plain));
  return old.some((claim) => !now.has(plain(claim)));
}

/** A new year is no other claim. */
function plain(claim: string): string {
  return claim
    .toLowerCase()
    .replace(/\d{4}(\s*[-–,]\s*\d{4})*/g, '')
    .replace(/\W+/g, ' ')
    .trim();
}
