/** What the operating system says of a process on one line: `/proc/PID/stat` of Linux (proc(5)). */
import { readFileSync } from 'node:fs';

/** The line's fields, the first of which is field 3, the state; none for a process that has gone, or on another system. */
export function processStat(pid: number | string): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 2, the name in parentheses, may hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
