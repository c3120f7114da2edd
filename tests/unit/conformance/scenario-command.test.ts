import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = process.cwd();

type Told = { readonly code: number; readonly stdout: string; readonly stderr: string };
const runCommand = async (...args: readonly string[]): Promise<Told> => {
  try {
    const told = await run(process.execPath, ['scripts/run.mjs', 'scripts/scenario.ts', ...args], { cwd: root });
    return { code: 0, ...told };
  } catch (error) {
    return error as Told;
  }
};

/** A gateway, something without an end of its own, and back. */
const roundAndRound = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://example.org/loop">
  <bpmn:process id="round-and-round" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>in</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="in" sourceRef="start" targetRef="again"/>
    <bpmn:exclusiveGateway id="again">
      <bpmn:incoming>in</bpmn:incoming><bpmn:incoming>back</bpmn:incoming><bpmn:outgoing>on</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="on" sourceRef="again" targetRef="inner"/>
    ${inner}
    <bpmn:sequenceFlow id="back" sourceRef="inner" targetRef="again"/>
  </bpmn:process>
</bpmn:definitions>`;
const flows = '<bpmn:incoming>on</bpmn:incoming><bpmn:outgoing>back</bpmn:outgoing>';
const TIMER = `<bpmn:intermediateCatchEvent id="inner">${flows}<bpmn:timerEventDefinition id="zero">
  <bpmn:timeDuration>PT0S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const SCRIPT = `<bpmn:scriptTask id="inner"><bpmn:extensionElements>
  <zeebe:script xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" resultVariable="sum"
    expression="=sum(for a in 1..100000, b in 1..100000 return a)"/>
  </bpmn:extensionElements>${flows}</bpmn:scriptTask>`;

describe('npm run scenario', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (model: string): Promise<string> => {
    const file = join(folder, 'scenario.json');
    await writeFile(join(folder, 'loop.bpmn'), model);
    await writeFile(file, JSON.stringify({ start: { processId: 'round-and-round' }, resources: ['loop.bpmn'] }));
    return file;
  };

  it('prints the state after the start and after each step', async () => {
    const file = 'processes/1.001193/scenarios/straight/scenario.json';
    const { code, stdout } = await runCommand(file);
    const { after } = JSON.parse(stdout) as { after: { state: string }[] };
    expect({ code, first: after[0]?.state, last: after.at(-1)?.state }).toEqual({
      code: 0,
      first: 'active',
      last: 'completed',
    });
  });

  it('ends a scenario that never comes to rest, with an error', async () => {
    const { code, stdout, stderr } = await runCommand(await write(roundAndRound(TIMER)), '--seconds', '2');
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The scenario does not come to rest within 2 s\n',
    });
  });

  it('ends one that computes without end and never lets go', async () => {
    const { code, stdout, stderr } = await runCommand(await write(roundAndRound(SCRIPT)), '--seconds', '2');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^The scenario does not come to rest/);
  });

  it('tells of a file that is not there', async () => {
    const { code, stderr } = await runCommand(join(folder, 'none', 'scenario.json'));
    expect(code).toBe(1);
    expect(stderr).toContain('ENOENT');
  });

  it('says how it is used', async () => {
    expect(await runCommand()).toMatchObject({ code: 1, stderr: 'Usage: npm run -s scenario -- FILE [--seconds n]\n' });
  });
});
