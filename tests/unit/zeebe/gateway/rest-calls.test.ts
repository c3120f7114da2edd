import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRestCalls, type RestCalls } from '../../../../server/engine/zeebe/gateway/rest-calls.ts';

let server: Server;
let calls: RestCalls;
let answer: boolean;
beforeEach(async () => {
  answer = true;
  server = createServer((_req, res) => void (answer && res.writeHead(204).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  calls = createRestCalls(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  calls.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
const send = (deadlineMs: number): Promise<void> => calls.send('POST', '/v1/user-tasks/1/completion', {}, deadlineMs);

it('ends a call at its deadline; what became of it is not known', async () => {
  answer = false;
  await expect(send(50)).rejects.toMatchObject({ name: 'EngineUnavailable', outcome: 'unknown' });
});

it('ends the calls under way when it is closed, and sends none after that', async () => {
  answer = false;
  const arrived = new Promise((resolve) => server.once('request', resolve));
  const under = expect(send(60_000)).rejects.toMatchObject({ outcome: 'unknown' });
  await arrived;
  calls.close();
  await under;
  await expect(send(60_000)).rejects.toMatchObject({ name: 'EngineUnavailable', outcome: 'notDone' });
});

it('a call that was answered is not touched by its deadline', async () => {
  await send(500);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await send(1_000);
});
