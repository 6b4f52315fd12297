/** What is alive of a process group. */
import { readdirSync } from 'node:fs';
import { processStat } from '#local/process-stat.ts';

/** Whether a process of the group lives. One that is dead and that nobody has asked about yet does not count. */
export function lives(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  const states = statesOf(group);
  return states === undefined || states.some((state) => state !== 'Z');
}

/** The state of each process of the group (proc(5), fields 3 and 5), or undefined where no such files are. */
function statesOf(group: number): string[] | undefined {
  let processes: string[];
  try {
    processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
  return processes.flatMap((pid) => {
    const [state = '', , ofGroup] = processStat(pid);
    return ofGroup === String(group) ? [state] : [];
  });
}
