interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/**
 * A script address of our own that a page with `require-trusted-types-for 'script'` accepts. The policy's name,
 * `tidemark`, must be on the Content-Security-Policy's `trusted-types` list where there is one.
 */
export function trustedScriptUrl(path: '/service-worker.js'): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes
    ? trustedTypes.createPolicy('tidemark', { createScriptURL: (url) => url }).createScriptURL(path)
    : path;
}
