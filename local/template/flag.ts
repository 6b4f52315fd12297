/** A truth value of a template, which may come as text. */
import * as z from 'zod';

export const flag = z.union([z.boolean(), z.stringbool()]);
