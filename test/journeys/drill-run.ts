/** Runs a drill as a person would, to its end, and reads what it found. */
import * as z from 'zod';
import { Program } from '#demo/program.ts';
import { PATIENCE } from '#demo/until.ts';

const Result = z.looseObject({
  violations: z.array(z.unknown()),
  figures: z.record(z.string(), z.number()),
});

/** `left`: whether processes of it are still there. @throws Error when it does not end, and then ends it. */
export async function runDrill(args: readonly string[]) {
  const program = new Program('drill', [...args, '--json']);
  const { code } = await program.end(8 * PATIENCE).finally(async () => {
    if (program.hasProcesses) await program.interrupt();
  });
  const { violations, figures } = Result.parse(JSON.parse(program.lines.at(-1) ?? '{}'));
  const { complaints, hasProcesses: left } = program;
  return { code, violations, figures, complaints, left };
}

/** What a drill ends with that found nothing. */
export const NOTHING_FOUND = { code: 0, violations: [], complaints: '', left: false };
