import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { requirePorts } from '../../../scripts/zeebe/prepare-broker.mjs';

describe('the ports of a local broker', () => {
  it('are told when taken, with the variable that chooses another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ports = { grpcPort: 1, restPort: 1, adminPort: 1 };
    for (const [key, name] of [
      ['grpcPort', 'ZEEBE_GRPC_PORT'],
      ['restPort', 'ZEEBE_REST_PORT'],
      ['adminPort', 'ZEEBE_ADMIN_PORT'],
    ] as const) {
      const free = await freePort();
      const wanted = { grpcPort: free, restPort: free, adminPort: free, [key]: port };
      await expect(requirePorts({ ...ports, ...wanted })).rejects.toThrow(new RegExp(`${port}.*${name}`));
    }
    server.close();
    await once(server, 'close');
    await expect(requirePorts({ grpcPort: port, restPort: port, adminPort: port })).resolves.toBeUndefined();
  });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
