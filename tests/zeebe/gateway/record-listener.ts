import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the tests read of an exported record. Keys of partitions 1 to 3 fit a JS number. */
export type HeardRecord = {
  readonly key: number;
  readonly valueType: string;
  readonly intent: string;
  readonly value: {
    readonly processInstanceKey?: number;
    readonly bpmnProcessId?: string;
    readonly elementId?: string;
    readonly [name: string]: unknown;
  };
};

export type RecordListener = {
  readonly url: string;
  /** The first such record, whether it came already or comes yet. */
  hear(kind: string, isWanted?: (record: HeardRecord) => boolean): Promise<HeardRecord>;
  count(kind: string, isWanted: (record: HeardRecord) => boolean): number;
  close(): Promise<void>;
};

const LIMIT_MS = 15_000;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** Stands where a broker's exporter sends its records, so that a test sees what its commands did. */
export const openRecordListener = async (): Promise<RecordListener> => {
  const heard: HeardRecord[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      for (const line of body.split('\n'))
        if (line.includes('"valueType"')) heard.push(JSON.parse(line) as HeardRecord);
      response.setHeader('content-type', 'application/json').setHeader('x-elastic-product', 'Elasticsearch');
      response.end('{"acknowledged":true,"took":1,"errors":false,"items":[]}');
      for (const look of [...waiting]) look();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  const matches = (kind: string, isWanted: (record: HeardRecord) => boolean) => (record: HeardRecord) =>
    `${record.valueType}.${record.intent}` === kind && isWanted(record);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (kind, isWanted) => heard.filter(matches(kind, isWanted)).length,
    hear: (kind, isWanted = () => true) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(late);
          waiting.delete(look);
        };
        const look = (): void => {
          const found = heard.find(matches(kind, isWanted));
          if (found === undefined) return;
          end();
          resolve(found);
        };
        const late = setTimeout(() => {
          end();
          reject(new Error(`No record ${kind} came within ${LIMIT_MS} ms`));
        }, LIMIT_MS);
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
