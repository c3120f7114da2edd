import type { ZeebeSettings } from './zeebe-settings.mjs';
export function requireJdk(): Promise<void>;
export function requireBroker(
  settings: Pick<ZeebeSettings, 'version' | 'cache'>,
  say: (line: string) => void,
): Promise<string>;
export function requirePorts(settings: Pick<ZeebeSettings, 'grpcPort' | 'restPort' | 'adminPort'>): Promise<void>;
