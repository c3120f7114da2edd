import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, type Broker } from '../../scripts/zeebe/broker.mjs';
import { describeVisit } from '../e2e/helpers/visit-journey.ts';
import { visitSite } from '../e2e/helpers/visited-site.ts';
import { findFreePort } from '../helpers/free-port.ts';

let folder: string;
let broker: Broker | undefined;
afterAll(async () => {
  await broker?.stop();
  await rm(folder, { recursive: true, force: true });
});

describeVisit(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-visit-broker-'));
  const sinkPort = await findFreePort();
  broker = await startBroker({ dataDir: join(folder, 'data'), sinkUrl: `http://127.0.0.1:${sinkPort}` });
  return visitSite({
    env: {
      ENGINE: 'zeebe',
      ZEEBE_ADDRESS: broker.grpcAddress,
      ZEEBE_REST_URL: broker.restUrl,
      ZEEBE_SINK_PORT: String(sinkPort),
    },
    pictures: 'visit-on-brokers',
  });
});
