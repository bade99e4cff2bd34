// npm leaves a platform's package out of the lock file if the registry it resolved with does not carry it. `npm ci` then
// refuses the lock on every machine, and `npm install` skips that package on the platform that needs it. This adds the
// missing entries, as npm would have written them, but for what only the registry knows (integrity).

/** How a package's name tells its platform. The first match counts, so the longer names come first. */
const SYSTEMS = /** @type {const} */ ([
  ['android', /android/],
  ['openharmony', /openharmony|ohos/],
  ['darwin', /darwin|macos/],
  ['win32', /win32|windows|-win-/],
  ['freebsd', /freebsd/],
  ['netbsd', /netbsd/],
  ['openbsd', /openbsd/],
  ['sunos', /sunos/],
  ['aix', /aix/],
  ['linux', /linux/],
]);
const PROCESSORS = /** @type {const} */ ([
  ['wasm32', /wasm/],
  ['arm64', /arm64|aarch64/],
  ['arm', /arm/],
  ['riscv64', /riscv64/],
  ['ppc64', /ppc64/],
  ['s390x', /s390x/],
  ['loong64', /loong64/],
  ['mips64el', /mips64el/],
  ['ia32', /ia32/],
  ['x64', /x64|x86_64|x86-64/],
]);

/** A range that names one version: such packages are always required at their parent's own version. */
const EXACT = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {{ packages: Record<string, LockEntry> }} lock a parsed package-lock.json, version 3
 * @returns {{ lock: { packages: Record<string, LockEntry> }, added: string[] }} a completed copy, and what was added
 */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  /** @type {string[]} */
  const added = [];
  for (const [where, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isResolved(packages, where, name) || !EXACT.test(range)) continue;
      const platform = platformOf(name);
      if (!platform) continue;
      packages[`node_modules/${name}`] = {
        version: range,
        ...platform.cpu,
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
        ...platform.os,
      };
      added.push(`${name}@${range}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

/**
 * Whether Node's resolution finds the package from a folder of the lock: beside it, or in any folder above.
 * @param {Record<string, LockEntry>} packages
 * @param {string} where
 * @param {string} name
 */
function isResolved(packages, where, name) {
  for (let folder = where; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

/** @param {string} name */
function platformOf(name) {
  const os = SYSTEMS.find(([, pattern]) => pattern.test(name))?.[0];
  const cpu = PROCESSORS.find(([, pattern]) => pattern.test(name))?.[0];
  if (!os && !cpu) return undefined;
  return { os: os ? { os: [os] } : {}, cpu: cpu ? { cpu: [cpu] } : {} };
}
