/** A wipe as the list has it. */
import type * as z from 'zod/mini';
import type { OperationsWipeRow } from '#functions/contract/ops-bodies.ts';

export type Row = z.infer<typeof OperationsWipeRow>;
