import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's process times in a second; 100 on every Linux that Grafana has builds for. */
const TICKS = 100;

/** What /proc says of one process. */
interface Process {
  parent: number;
  ticks: number;
}

/** CPU seconds that a process and all that it started have used so far. */
export function cpuSeconds(root: number): number {
  const processes = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)))
  );
  const belongs = (pid: number): boolean => {
    const found = processes.get(pid);
    return pid === root || (found !== undefined && belongs(found.parent));
  };
  const own = [...processes].filter(([pid]) => belongs(pid));
  if (own.length === 0) {
    throw new Error(`there is no process ${root}`);
  }
  return own.reduce((sum, [, { ticks }]) => sum + ticks, 0) / TICKS;
}

/** Nothing for a process that has ended meanwhile. */
function statOf(pid: number): Array<[number, Process]> {
  let text;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return [];
  }
  // The name, in parentheses, may hold spaces; what follows is state, parent, …, utime (14th) and stime (15th).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return [[pid, { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }]];
}
