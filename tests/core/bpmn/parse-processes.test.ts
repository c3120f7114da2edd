import { parseProcesses } from '../../../core/bpmn/parse-processes.ts';
import { readModelFacts } from '../../../core/bpmn/model-facts.ts';
import {
  boundary,
  chain,
  definitions,
  end,
  flow,
  job,
  message,
  nativeTask,
  onMessage,
  onTimer,
  processOf,
  start,
} from '../interpreter/model.ts';

const problemsOf = async (content: string): Promise<readonly string[]> =>
  (await parseProcesses('p.bpmn', definitions(content))).problems.map(
    ({ elementId, message: text }) => `${elementId}: ${text}`,
  );
const around = (content: string): string => processOf('p', `${start()}${content}`);

describe('reading BPMN', () => {
  it.each([
    ['<!DOCTYPE x [<!ENTITY a "b">]><x/>', /not allowed/],
    [`<bpmn>${'x'.repeat(4_000_001)}</bpmn>`, /larger than/],
    ['no xml', /Not a BPMN file/],
    [definitions(''), /no executable process/],
    [definitions('<bpmn:process id="p"/>'), /no executable process/],
  ])('refuses what is none: %#', async (xml, wanted) => {
    const { problems, processes } = await parseProcesses('p.bpmn', xml);
    expect(processes).toEqual([]);
    expect(problems[0]?.message).toMatch(wanted);
  });

  it('names every element that cannot be executed, at any depth', async () => {
    const found = await problemsOf(
      around(
        '<bpmn:complexGateway id="c" name="Chọn"/><bpmn:subProcess id="s"><bpmn:startEvent id="s1"/><bpmn:transaction id="tx"/></bpmn:subProcess>',
      ),
    );
    expect(found).toEqual([
      'c: "Chọn" (c): a ComplexGateway is not executed.',
      'tx: tx: a Transaction is not executed.',
    ]);
  });

  it.each([
    ['a service task without a type', '<bpmn:serviceTask id="x"/>', /taskDefinition/],
    ['a message without a correlation key', '<bpmn:receiveTask id="x" messageRef="m"/>', /correlation key/],
    [
      'a condition that is missing',
      `<bpmn:exclusiveGateway id="x"/>${end('a')}${end('b')}${chain('x', 'a')}${chain('x', 'b')}`,
      /needs a condition/,
    ],
    ['a boundary event that leads nowhere', job('t') + boundary('x', 't', onTimer('timeDuration', 'PT1H')), /outgoing/],
    [
      'an interrupting cycle',
      job('t') + boundary('x', 't', onTimer('timeCycle', 'R/PT1H')) + end('e') + flow('x', 'e'),
      /fire only once/,
    ],
    [
      'an inclusive join',
      `${job('t')}${job('u')}<bpmn:inclusiveGateway id="x"/>${chain('t', 'x')}${chain('u', 'x')}`,
      /joins/,
    ],
    ['a call without a process', '<bpmn:callActivity id="x"/>', /process id/],
  ])('refuses %s', async (_name, content, wanted) => {
    const found = await problemsOf(around(content) + message('m', 'paid'));
    expect(found.filter((text) => text.startsWith('x: '))).toEqual([expect.stringMatching(wanted)]);
  });

  it('refuses a reference that execution would follow into nothing', async () => {
    const found = await problemsOf(around(`${job('t')}${end()}${chain('start', 't', 'end', 'gone')}`));
    expect(found).toEqual([expect.stringMatching(/unresolved reference.*gone/)]);
  });
  it('accepts a diagram that shows what is not there', async () => {
    const diagram =
      '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="dia"><bpmndi:BPMNPlane id="pl" bpmnElement="gone"/></bpmndi:BPMNDiagram>';
    expect(await problemsOf(around(`${end()}${chain('start', 'end')}`) + diagram)).toEqual([]);
  });

  it('reports everything at once', async () => {
    expect(await problemsOf(processOf('p', '<bpmn:serviceTask id="a"/><bpmn:callActivity id="b"/>'))).toHaveLength(3);
  });
});

describe('facts of a model', () => {
  it('list what a process refers to', async () => {
    const task = nativeTask(
      't',
      '<zeebe:formDefinition formId="f"/><zeebe:properties><zeebe:property name="step.kind" value="intake"/></zeebe:properties>',
    );
    const { processes } = await parseProcesses(
      'p.bpmn',
      definitions(
        around(
          `${task}${job('u')}${boundary('b', 'u', onMessage('m'))}${end()}${chain('start', 't', 'u', 'end')}${flow('b', 'end')}`,
        ) + message('m', 'paid', '=dossierId'),
      ),
    );
    const facts = processes[0] && readModelFacts(processes[0]);
    expect(facts).toMatchObject({
      processId: 'p',
      formIds: ['f'],
      jobTypes: ['u'],
      messageNames: ['paid'],
      calledProcessIds: [],
    });
    expect(facts?.properties).toEqual(new Map([['t', { 'step.kind': 'intake' }]]));
  });
});
