import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { brokerResourceName, withDeploymentProblems } from '../../../../server/engine/zeebe/gateway/deployment.ts';
import { parseDeploymentProblems } from '../../../../server/engine/zeebe/gateway/deployment-problems.ts';

const heading = 'Expected to deploy new resources, but encountered the following errors:\n';

describe('the refusal of a deployment', () => {
  it('tells every finding of every file with its element', () => {
    const text = `${heading}'one.bpmn': - Element: u
    - ERROR: Must have exactly one 'zeebe:taskDefinition' extension element
    - ERROR: Must have a name
- Element: f3 > conditionExpression
    - ERROR: failed to parse expression '1 +': found "+"

'two.bpmn': Fatal Error: structures must start
and end within the same entity.
'three.dmn': Failed to parse DMN: Unable to parse model
'four.txt': unknown resource type`;
    expect(parseDeploymentProblems(text, ['one.bpmn', 'two.bpmn', 'three.dmn', 'four.txt'])).toEqual([
      {
        resource: 'one.bpmn',
        elementId: 'u',
        message: "Must have exactly one 'zeebe:taskDefinition' extension element",
      },
      { resource: 'one.bpmn', elementId: 'u', message: 'Must have a name' },
      { resource: 'one.bpmn', elementId: 'f3', message: 'failed to parse expression \'1 +\': found "+"' },
      { resource: 'two.bpmn', message: 'Fatal Error: structures must start\nand end within the same entity.' },
      { resource: 'three.dmn', message: 'Failed to parse DMN: Unable to parse model' },
      { resource: 'four.txt', message: 'unknown resource type' },
    ]);
  });

  it('finds the only form when the sentence names none', () => {
    const text = `${heading}'a.bpmn': broken\nExpected the form id to be present, but none given`;
    expect(parseDeploymentProblems(text, ['a.bpmn', 'b.form'])).toEqual([
      { resource: 'a.bpmn', message: 'broken' },
      { resource: 'b.form', message: 'Expected the form id to be present, but none given' },
    ]);
  });

  it('does not guess between two forms', () => {
    const text = `${heading}Expected the form id to be present, but none given`;
    expect(parseDeploymentProblems(text, ['a.form', 'b.form'])).toMatchObject([{ resource: '' }]);
  });

  it('names the second of two files with the same process', () => {
    const text = `${heading}Duplicated process id in resources 'a.bpmn' and 'b.bpmn'`;
    expect(parseDeploymentProblems(text, ['a.bpmn', 'b.bpmn'])).toMatchObject([{ resource: 'b.bpmn' }]);
  });

  it('has no findings when the text lists none', () => {
    expect(parseDeploymentProblems('Expected to deploy at least one resource, but none given', [])).toEqual([]);
  });

  it('speaks of forms under the names they were given', () => {
    const rejected = new CommandRejected('INVALID_ARGUMENT', `${heading}'don.form': broken`);
    const told = withDeploymentProblems(rejected, [{ name: 'don.form.json', content: '{}' }]);
    expect(told.problems).toEqual([{ resource: 'don.form.json', message: 'broken' }]);
    expect(told.rejectionType).toBe('INVALID_ARGUMENT');
  });

  it.each([
    ['don.form.json', 'don.form'],
    ['don.form', 'don.form'],
    ['a.bpmn', 'a.bpmn'],
    ['form.json', 'form.json'],
  ])('sends %s as %s', (name, sent) => {
    expect(brokerResourceName(name)).toBe(sent);
  });
});
