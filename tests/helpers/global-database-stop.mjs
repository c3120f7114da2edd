import { rm } from 'node:fs/promises';

export default async () => {
  const postgres = globalThis.testPostgres;
  if (!postgres) return;
  globalThis.testPostgres = undefined;
  await postgres.stop();
  await rm(postgres.folder, { recursive: true, force: true });
};
