/** What the operating system says of a process: processor time and memory. From Linux's `/proc` (proc(5)). */
import { readFileSync } from 'node:fs';
import { processStat } from '#local/process-stat.ts';

/** Clock ticks a second of the times in `/proc/PID/stat`: 100 on every Linux that Node.js runs on. */
const TICKS = 100;

/** Processor milliseconds, of all threads, since the process began. */
export function processorTime(pid: number): number {
  // Fields 14 and 15.
  const [user, system] = processStat(pid).slice(11);
  if (user === undefined) throw new Error('the system does not tell the time of a process');
  return ((Number(user) + Number(system)) * 1000) / TICKS;
}

/** The most memory that the process ever had in RAM, MB (10^6 bytes). */
export function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kibibytes === undefined) throw new Error('the system does not tell the memory of a process');
  return (Number(kibibytes) * 1024) / 1e6;
}
