import { renameDecisions, renameReferences } from '../../../core/bpmn/rename-references.ts';

describe('renaming', () => {
  it('changes ids of processes, called processes and decisions, and not a byte more', () => {
    const xml = `<bpmn:process id="a" name="a"><zeebe:calledElement processId='b' x="b"/><zeebe:calledDecision decisionId="c"/><bpmn:task id="a"/></bpmn:process><bpmndi:BPMNPlane id="a" bpmnElement="a"/><bpmn:participant processRef="b"/>`;
    expect(renameReferences(xml, { a: 'a-1', b: 'b-1', c: 'c-1' })).toBe(
      `<bpmn:process id="a-1" name="a"><zeebe:calledElement processId='b-1' x="b"/><zeebe:calledDecision decisionId="c-1"/><bpmn:task id="a"/></bpmn:process><bpmndi:BPMNPlane id="a" bpmnElement="a-1"/><bpmn:participant processRef="b-1"/>`,
    );
  });
  it('leaves ids alone that it does not know, names of objects included', () => {
    const xml = '<process id="constructor"><calledElement processId="toString"/></process>';
    expect(renameReferences(xml, { other: 'x' })).toBe(xml);
  });
  it('follows the requirements of decisions', () => {
    const xml =
      '<definitions id="g"><decision id="a"><informationRequirement id="a"><requiredDecision href="#b"/></informationRequirement></decision><decision id="b"/><dmndi:DMNShape id="s" dmnElementRef="b"/></definitions>';
    expect(renameDecisions(xml, { g: 'g-1', a: 'a-1', b: 'b-1' })).toBe(
      '<definitions id="g-1"><decision id="a-1"><informationRequirement id="a"><requiredDecision href="#b-1"/></informationRequirement></decision><decision id="b-1"/><dmndi:DMNShape id="s" dmnElementRef="b-1"/></definitions>',
    );
  });
});
