/** Imports the module that is named, and prints what that cost in CPU time and whether undici was loaded. */
const before = process.cpuUsage();
await import(process.argv[2]);
const { user, system } = process.cpuUsage(before);
const undici = process.moduleLoadList.some((name) => name.includes('/undici/'));
process.stdout.write(JSON.stringify({ milliseconds: (user + system) / 1000, undici }));
