import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's process times in a second; 100 on every Linux that Grafana has builds for. */
const TICKS = 100;

/** CPU seconds that a process and all that it started have used so far. */
export function cpuSeconds(root) {
  const processes = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)))
  );
  const belongs = (pid) => pid === root || (processes.has(pid) && belongs(processes.get(pid).parent));
  const own = [...processes].filter(([pid]) => belongs(pid));
  if (own.length === 0) {
    throw new Error(`there is no process ${root}`);
  }
  return own.reduce((sum, [, { ticks }]) => sum + ticks, 0) / TICKS;
}

/** Nothing for a process that has ended meanwhile. */
function statOf(pid) {
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
