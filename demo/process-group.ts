/** What is alive of a process group. */
import { readdirSync, readFileSync } from 'node:fs';

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
    const [state = '', , ofGroup] = fieldsOf(pid);
    return ofGroup === String(group) ? [state] : [];
  });
}

/** From the state on; none for a process that has gone meanwhile. */
function fieldsOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
