export type ZeebeSettings = {
  readonly version: string;
  readonly cache: string;
  /** Absolute; holds the broker's data, its log and the mark of the data. */
  readonly folder: string;
  readonly grpcPort: number;
  readonly restPort: number;
  readonly adminPort: number;
  readonly partitions: number;
  readonly profile: 'dev' | 'production';
  readonly heap: string;
  readonly sinkUrl: string;
  readonly sinkPassword: string | undefined;
  readonly mayUpgrade: boolean;
  readonly env: Readonly<Record<string, string>>;
};
export function readZeebeSettings(env: Readonly<Record<string, string | undefined>>, root: string): ZeebeSettings;
export function nextCommand(
  settings: Pick<ZeebeSettings, 'grpcPort' | 'restPort' | 'sinkUrl' | 'sinkPassword'>,
): string;
