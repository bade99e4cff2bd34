import { ConfigError, loadConfig } from './config/config.ts';
import { createApp } from './create-app.ts';

/** Starts the API. Whatever stops it from starting is said in one readable message, and the exit code is 1. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  await app.listen(config.API_PORT, config.API_HOST);
  process.stdout.write(`Tidemark listens on ${await app.getUrl()}\n`);
}

/** What a person at the terminal can act on; a stack only for what is our own mistake. */
function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ConfigError) return error.message;
  if (code === 'EADDRINUSE')
    return `Port ${port ?? ''} is in use: stop what listens there, or set API_PORT to another one.`;
  if (code === 'EACCES') return `Port ${port ?? ''} may not be opened by this user: set API_PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'API_HOST is not an address of this machine.';
  return error instanceof Error ? (error.stack ?? message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
