/** Judges a table of cases by the service's rules: results to standard output, differences and errors to standard error. */
import { readFileSync } from 'node:fs';
import { judgeTable } from '#eligibility/judge-table.ts';

const HELP = `npm run eligibility -- FILE.csv

Judges each case of a table, on the rules that the service uses, and prints id,outcome,codes,referrals,extra_notices,reasons
as CSV. Where the table has columns of those names, differences go to standard error. docs/rules.md tells what
the columns may say.

Exits 0; 1 where a case differs from what the table expects; 2 where the table, or a case of it, could not be read; 3 where
the results could not be written.`;

const DIFFERENT = 1;
const UNREADABLE = 2;
const UNWRITTEN = 3;

function run(file: string): void {
  // Anything but UTF-8 would be taken for other words than it says.
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  const { csv, differences, errors } = judgeTable(text, file);
  process.stdout.write(csv);
  for (const line of [...errors, ...differences]) console.error(line);
  if (errors.length > 0) process.exitCode = UNREADABLE;
  else if (differences.length > 0) process.exitCode = DIFFERENT;
}

process.stdout.on('error', (error) => {
  // Whoever reads the output may have had enough of it, as `head` has.
  if ('code' in error && error.code === 'EPIPE') process.exit();
  console.error(`standard output: ${error.message}`);
  process.exit(UNWRITTEN);
});

const [file, ...more] = process.argv.slice(2);
if (file === '--help' || file === '-h') console.log(HELP);
else if (file === undefined || more.length > 0 || file.startsWith('-')) {
  console.error(HELP);
  process.exitCode = UNREADABLE;
} else {
  try {
    run(file);
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    process.exitCode = UNREADABLE;
  }
}
