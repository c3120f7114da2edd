import { join } from 'node:path';
import { startBroker, type Broker } from '../../scripts/zeebe/broker.mjs';
import { findFreePort } from '../helpers/free-port.ts';

/** A broker for one site, with its data below `folder`, and the environment in which the site finds it. */
export const startSiteBroker = async (
  folder: string,
): Promise<{ readonly broker: Broker; readonly env: Readonly<Record<string, string>> }> => {
  const sinkPort = await findFreePort();
  const broker = await startBroker({
    dataDir: join(folder, 'broker'),
    logFile: join(folder, 'broker.log'),
    sinkUrl: `http://127.0.0.1:${sinkPort}`,
  });
  const env = {
    ZEEBE_ADDRESS: broker.grpcAddress,
    ZEEBE_REST_URL: broker.restUrl,
    ZEEBE_SINK_PORT: String(sinkPort),
  };
  return { broker, env };
};
