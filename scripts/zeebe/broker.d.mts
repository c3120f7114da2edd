export type BrokerOptions = {
  readonly dataDir: string;
  readonly version?: string;
  readonly cache?: string;
  readonly logFile?: string;
  readonly host?: string;
  readonly grpcPort?: number;
  readonly restPort?: number;
  readonly adminPort?: number;
  readonly partitions?: number;
  readonly sinkUrl?: string;
  readonly sinkPassword?: string;
  readonly bulkSize?: number;
  readonly bulkDelay?: number;
  readonly profile?: 'test' | 'dev' | 'production';
  readonly heap?: string;
  readonly readySeconds?: number;
  readonly env?: Readonly<Record<string, string>>;
};
export type Broker = {
  readonly pid: number;
  readonly version: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly grpcAddress: string;
  readonly restUrl: string;
  readonly adminUrl: string;
  /** Milliseconds since 1970; only with profile 'test'. Never goes back. */
  readonly clock: {
    get(): Promise<number>;
    add(ms: number): Promise<number>;
    pin(epochMilli: number): Promise<number>;
  };
  signal(name: NodeJS.Signals): boolean;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
};
export function startBroker(options: BrokerOptions): Promise<Broker>;
