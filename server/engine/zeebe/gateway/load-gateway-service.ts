import { join } from 'node:path';
import { loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const PROTO = join(import.meta.dirname, 'gateway.proto');

let loaded: ServiceClientConstructor | undefined;

/** Read once per process. Keys are int64 and come as decimal strings, since a JS number holds 53 bits. */
export const loadGatewayService = (): ServiceClientConstructor => {
  if (loaded !== undefined) return loaded;
  const definition = loadSync(PROTO, { longs: String, enums: String, defaults: true, keepCase: true, oneofs: true });
  const { gateway_protocol: gateway } = loadPackageDefinition(definition);
  if (gateway === undefined || !('Gateway' in gateway) || typeof gateway.Gateway !== 'function')
    throw new Error('gateway.proto has no service Gateway');
  loaded = gateway.Gateway;
  return loaded;
};
