import type { DeploymentProblem } from '../../../../core/contracts/engine-command.ts';

type Problem = { resource: string; elementId?: string; message: string };

const HEADING = /encountered the following errors:\n/;
/** `'name.bpmn': rest` opens what is said about one file. */
const FILE = /^'([^']+)': ?(.*)$/;
/** `- Element: id > part` opens what is said about one element. */
const ELEMENT = /^- Element: (\S+)/;
const FINDING = /^\s*- (?:ERROR|WARNING): (.*)$/;
/** Sentences about the whole deployment, which name files inside or none. */
const ALONE = /^(?:Expected |Duplicated )/;

const FORM = /\.form$/;

/** The file a sentence without its own heading is about: the last that it names, or the only form when it is about a form. */
const findSubject = (sentence: string, names: readonly string[]): string => {
  const named = [...sentence.matchAll(/'([^']+)'/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => names.includes(name));
  const forms = names.filter((name) => FORM.test(name));
  if (named.length === 0 && /\bform\b/.test(sentence) && forms.length === 1) return forms[0] ?? '';
  return named.at(-1) ?? '';
};

/**
 * Every finding in the broker's refusal of a deployment. One text holds all files; a finding may run over several lines.
 * @param text the refusal, as the broker words it
 * @param names of the resources as they were sent
 * @returns empty when the text does not list findings; `resource` is empty where the broker names none
 */
export const parseDeploymentProblems = (text: string, names: readonly string[]): DeploymentProblem[] => {
  const [, list] = text.split(HEADING, 2);
  if (list === undefined) return [];
  const problems: Problem[] = [];
  let resource = '';
  let elementId: string | undefined;

  const add = (message: string): void => {
    problems.push({ resource, ...(elementId === undefined ? {} : { elementId }), message });
  };
  const readLine = (line: string): void => {
    const element = ELEMENT.exec(line);
    const finding = FINDING.exec(line);
    if (element !== null) elementId = element[1];
    else if (finding !== null) add(finding[1] ?? '');
    else if (ALONE.test(line)) problems.push({ resource: findSubject(line, names), message: line });
    else if (problems.length > 0) continueLast(problems, line);
    else if (line.trim() !== '') add(line);
  };
  for (const line of list.split('\n')) {
    const file = FILE.exec(line);
    if (file === null) readLine(line);
    else {
      resource = file[1] ?? '';
      elementId = undefined;
      const rest = file[2] ?? '';
      if (ELEMENT.test(rest) || FINDING.test(rest)) readLine(rest);
      else if (rest !== '') add(rest);
    }
  }
  return problems.map((problem) => ({ ...problem, message: problem.message.trimEnd() }));
};

const continueLast = (problems: Problem[], line: string): void => {
  const last = problems.at(-1);
  if (last !== undefined) last.message += `\n${line}`;
};
