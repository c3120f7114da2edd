import { parseProcesses } from '../../../core/bpmn/parse-processes.ts';
import {
  boundary,
  chain,
  definitions,
  end,
  eventSubProcess,
  flow,
  io,
  job,
  message,
  onError,
  onEscalation,
  onMessage,
  processOf,
  start,
  subProcess,
} from '../interpreter/model.ts';

const problemsOf = async (content: string): Promise<readonly string[]> =>
  (await parseProcesses('p.bpmn', definitions(content))).problems.map((problem) => problem.message);
const around = (content: string): string => processOf('p', `${start()}${content}`);
const gateway = (id: string): string => `<bpmn:exclusiveGateway id="${id}"/>`;
const task = (id: string): string => `<bpmn:task id="${id}"/>`;
const script = `<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=1" resultVariable="r"/></bpmn:extensionElements></bpmn:scriptTask>`;
const call = (id: string, processId: string): string =>
  `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${processId}"/></bpmn:extensionElements></bpmn:callActivity>`;
const error = '<bpmn:error id="e" name="e" errorCode="=code"/>';
const compensate = (activity: string): string =>
  `<bpmn:intermediateThrowEvent id="x"><bpmn:compensateEventDefinition id="c" activityRef="${activity}"/></bpmn:intermediateThrowEvent>`;
const linkCatch = (id: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:linkEventDefinition id="l_${id}" name="A"/></bpmn:intermediateCatchEvent>`;

describe('a token that never waits', () => {
  it.each([
    ['tasks', around(gateway('g') + task('t') + chain('start', 'g', 't', 'g'))],
    [
      'an event that is thrown',
      around(`${gateway('g')}<bpmn:intermediateThrowEvent id="t"/>${chain('start', 'g', 't', 'g')}`),
    ],
    [
      'a sub-process',
      around(gateway('g') + subProcess('s', start('i') + task('t') + chain('i', 't')) + chain('start', 'g', 's', 'g')),
    ],
    ['a process that calls itself', around(call('t', 'p') + chain('start', 't'))],
    ['the start event', around(task('t') + chain('start', 't', 'start'))],
    ['gateways behind a task', around(task('t') + gateway('g') + gateway('h') + chain('start', 't', 'g', 'h', 'g'))],
  ])('is refused when it goes round through %s', async (_, content) => {
    expect((await problemsOf(content)).join()).toMatch(/without ever waiting: .* > /);
  });

  it.each([
    ['a job', around(gateway('g') + job('t') + chain('start', 'g', 't', 'g'))],
    ['gateways alone', around(gateway('g') + gateway('h') + chain('start', 'g', 'h', 'g'))],
    ['a script', around(gateway('g') + script + chain('start', 'g', 't', 'g'))],
    ['a call of what an expression names', around(call('t', '=&quot;p&quot;') + chain('start', 't'))],
    [
      'no circle, but many ways',
      around(
        Array.from(
          { length: 40 },
          (_, i) =>
            task(`a${i}`) +
            task(`b${i}`) +
            gateway(`g${i}`) +
            (i === 0
              ? ''
              : chain(`g${i - 1}`, `a${i}`, `g${i}`) + chain(`g${i - 1}`, `b${i}`, `g${i}`).replaceAll('&gt;', '')),
        )
          .join('')
          .replace(
            /<bpmn:sequenceFlow id="(g\d+)_([ab]\d+)" sourceRef="g\d+" targetRef="[ab]\d+">/g,
            (text) =>
              `${text}<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=true</bpmn:conditionExpression>`,
          ) + chain('start', 'a0', 'g0'),
      ),
    ],
  ])('is let through with %s', async (_, content) => {
    expect(await problemsOf(content)).toEqual([]);
  });
});

describe('a model', () => {
  it.each([
    [
      'catches an error by an expression',
      around(job('t') + boundary('x', 't', onError('e')) + end('n') + flow('x', 'n')) + error,
      /constant code/,
    ],
    [
      'has an escalation at a task',
      around(job('t') + boundary('x', 't', onEscalation()) + end('n') + flow('x', 'n')),
      /sub-process or a call/,
    ],
    [
      'leads into a boundary event',
      around(job('t') + boundary('x', 't', onError()) + end('n') + flow('x', 'n') + flow('t', 'x')),
      /incoming/,
    ],
    [
      'compensates what cannot be',
      around(job('t') + compensate('t') + chain('start', 't', 'x')),
      /compensation boundary event/,
    ],
    [
      'goes on behind a compensation handler',
      around(job('h', '', '', 'isForCompensation="true"') + end('n') + flow('h', 'n')),
      /handler must not/,
    ],
    ['has two links of one name', around(linkCatch('x') + linkCatch('y')), /has the name/],
    [
      'begins an event sub-process by compensation',
      around(
        eventSubProcess('x', `<bpmn:startEvent id="s"><bpmn:compensateEventDefinition id="c"/></bpmn:startEvent>`),
      ),
      /COMPENSATION/,
    ],
    ['maps to a name with other letters', around(job('x', io({ hồSơ: '=1' }))), /target of a mapping/],
    [
      'gives a native user task an embedded form',
      around(
        '<bpmn:userTask id="x"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formKey="f"/></bpmn:extensionElements></bpmn:userTask>',
      ),
      /form id or an external/,
    ],
    [
      'starts two processes by one message',
      processOf('p', `<bpmn:startEvent id="a">${onMessage('m')}</bpmn:startEvent>`) +
        processOf('q', `<bpmn:startEvent id="b">${onMessage('m')}</bpmn:startEvent>`) +
        message('m', 'open'),
      /more than one start/,
    ],
    [
      'calls a process of its file that cannot be called',
      around(call('x', 'q') + chain('start', 'x')) +
        processOf('q', `<bpmn:startEvent id="b">${onMessage('m')}</bpmn:startEvent>`) +
        message('m', 'open'),
      /no none start/,
    ],
  ])('is refused when it %s', async (_, content, wanted) => {
    expect((await problemsOf(content)).join()).toMatch(wanted);
  });

  it.each([
    [
      'an intermediate event that would terminate',
      around(
        '<bpmn:intermediateThrowEvent id="x"><bpmn:terminateEventDefinition id="t"/></bpmn:intermediateThrowEvent>' +
          chain('start', 'x'),
      ),
    ],
    ['a standard loop', around(job('x', '', '<bpmn:standardLoopCharacteristics/>') + chain('start', 'x'))],
    ['a way back to the start event', around(job('x') + chain('start', 'x', 'start'))],
  ])('is let through with %s', async (_, content) => {
    expect(await problemsOf(content)).toEqual([]);
  });
});

describe('the schema of BPMN', () => {
  const fine = around(task('t') + chain('start', 't'));
  it.each([
    [
      'a flag that is neither true nor false',
      around('<bpmn:task id="t" isForCompensation="maybe"/>'),
      'must be true or false',
    ],
    ['a number that is none', around('<bpmn:task id="t" startQuantity="many"/>'), 'must be a number'],
    ['an id with a colon', around('<bpmn:task id="a:t"/>'), 'must not have a colon'],
    [
      'an association that leads nowhere',
      around('<bpmn:association id="a" sourceRef="start"/>'),
      '"targetRef" is missing',
    ],
    [
      'an extension without a namespace',
      around('<bpmn:task id="t"><bpmn:extensionElements><q/></bpmn:extensionElements></bpmn:task>'),
      'a namespace of its own',
    ],
    [
      'a flow that begins at a process',
      around('<bpmn:sequenceFlow id="f" sourceRef="p" targetRef="start"/>'),
      'needs a source and a target',
    ],
    [
      'a message nobody waits for whose key is a constant',
      `${fine}${message('m', 'n', 'k')}`,
      'needs a correlation key',
    ],
  ])('refuses %s', async (_, content, problem) => {
    expect((await problemsOf(content)).join()).toContain(problem);
  });

  it('lets flags be written as numbers, with space around them', async () => {
    expect(await problemsOf(around('<bpmn:task id="t" startQuantity=" 1 " isForCompensation=" 0 "/>'))).toEqual([]);
  });

  it('has ids with letters of any language, and keeps them', async () => {
    const content = `<bpmn:process id="thủ_tục" isExecutable="true"><bpmn:startEvent id="bắt_đầu"/><bpmn:task id="việc-1"/><bpmn:sequenceFlow id="đi" sourceRef="bắt_đầu" targetRef="việc-1"/></bpmn:process>`;
    const { processes } = await parseProcesses('p.bpmn', definitions(content));
    expect(processes.map(({ id, elements }) => [id, ...elements.keys()])).toEqual([
      ['thủ_tục', 'thủ_tục', 'bắt_đầu', 'việc-1'],
    ]);
    expect(processes[0]?.elements.get('bắt_đầu')?.outgoing).toEqual([
      expect.objectContaining({ id: 'đi', targetId: 'việc-1' }),
    ]);
  });
});
