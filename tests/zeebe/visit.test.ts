import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker } from '../../scripts/zeebe/broker.mjs';
import { describeVisit } from '../e2e/helpers/visit-journey.ts';
import { visitSite } from '../e2e/helpers/visited-site.ts';
import { startSiteBroker } from './site-broker.ts';

let folder: string;
let broker: Broker | undefined;
afterAll(async () => {
  await broker?.stop();
  await rm(folder, { recursive: true, force: true });
});

describeVisit(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-visit-broker-'));
  const started = await startSiteBroker(folder);
  broker = started.broker;
  return visitSite({ env: { ENGINE: 'zeebe', ...started.env }, pictures: 'visit-on-brokers' });
});
