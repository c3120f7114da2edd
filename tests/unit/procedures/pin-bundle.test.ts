import { pinBundle } from '../../../server/features/procedures/pin-bundle.ts';
import { checksumOf } from '../../../server/features/procedures/checksum.ts';

const call =
  '<bpmn:callActivity id="c"><zeebe:calledElement processId="common-supplement" propagateAllChildVariables="false"/></bpmn:callActivity>';
const files = new Map([
  [
    'main.bpmn',
    `<bpmn:process id="main">${call}<zeebe:calledDecision decisionId="fee" resultVariable="f"/></bpmn:process>`,
  ],
  [
    'common/supplement.bpmn',
    '<bpmn:process id="common-supplement" isExecutable="true"/><bpmndi:BPMNPlane id="p" bpmnElement="common-supplement"/>',
  ],
  ['fee.dmn', '<definitions id="fees" name="x"><decision id="fee" name="Lệ phí"/></definitions>'],
  ['forms/start.form.json', '{}'],
  ['README.md', 'x'],
]);
const pinned = pinBundle(files, 'abcdef0123456789');
const content = (name: string) => pinned.resources.find((resource) => resource.name === name)?.content;

describe('pinning a bundle', () => {
  it('gives called processes and decisions names of their own, wherever they are used', () => {
    expect(content('main.bpmn')).toContain('processId="common-supplement-abcdef01"');
    expect(content('main.bpmn')).toContain('decisionId="fee-abcdef01"');
    expect(content('common/supplement.bpmn')).toContain('<bpmn:process id="common-supplement-abcdef01"');
    expect(content('common/supplement.bpmn')).toContain('bpmnElement="common-supplement-abcdef01"');
    expect(content('fee.dmn')).toContain('<decision id="fee-abcdef01"');
  });
  it('keeps the ids of processes that are started', () => {
    expect(content('main.bpmn')).toContain('<bpmn:process id="main">');
  });
  it('finds the way back', () => {
    expect([pinned.originalProcessId('common-supplement-abcdef01'), pinned.originalProcessId('main')]).toEqual([
      'common-supplement',
      'main',
    ]);
  });
  it('deploys models, decisions and forms only', () => {
    expect(pinned.resources.map(({ name }) => name)).toEqual([
      'common/supplement.bpmn',
      'main.bpmn',
      'fee.dmn',
      'forms/start.form.json',
    ]);
  });
});

describe('the checksum of a bundle', () => {
  it('does not depend on the order of files', () => {
    expect(checksumOf(new Map([...files].reverse()))).toBe(checksumOf(files));
  });
  it.each([
    ['a letter', new Map([...files, ['README.md', 'y'] as const])],
    ['a name', new Map([...files, ['LIESMICH.md', 'x'] as const])],
    [
      'where one file ends and the next begins',
      new Map([
        ['a', 'bc'],
        ['ab', 'c'],
      ]),
    ],
  ])('changes with %s', (_, other) => {
    expect(checksumOf(other)).not.toBe(checksumOf(files));
  });
});
