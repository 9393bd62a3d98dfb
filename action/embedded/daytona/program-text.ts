import { z } from 'zod';

/** What a program can be handed as an argument or a variable: no kernel lets a NUL through. */
export const ProgramText = z.string().refine((text) => !text.includes('\0'), 'has a NUL in it');
