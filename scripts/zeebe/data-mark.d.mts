import type { ZeebeSettings } from './zeebe-settings.mjs';
export function dataFolder(folder: string): string;
export function claimData(
  settings: Pick<ZeebeSettings, 'folder' | 'version' | 'partitions' | 'mayUpgrade'>,
): Promise<void>;
