import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './read-compose.ts';

export type Instruction = { readonly name: string; readonly args: string };
export type Stage = {
  readonly base: string;
  readonly alias: string | undefined;
  readonly instructions: readonly Instruction[];
};

/** Lines joined at their backslash, comments left out. */
const logicalLines = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const parseDockerfile = (text: string): Stage[] => {
  const stages: { base: string; alias: string | undefined; instructions: Instruction[] }[] = [];
  for (const line of logicalLines(text)) {
    const [, name = '', args = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`Not an instruction: ${line}`);
    if (name === 'FROM') {
      const [, base = '', alias] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(args) ?? [];
      stages.push({ base, alias, instructions: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`Before the first FROM: ${line}`);
      stage.instructions.push({ name, args });
    }
  }
  return stages;
};

export type Copy = { readonly from: string | undefined; readonly sources: readonly string[]; readonly target: string };
export const copiesOf = ({ instructions }: Stage): Copy[] =>
  instructions
    .filter(({ name }) => name === 'COPY' || name === 'ADD')
    .map(({ args }) => {
      const words = args.split(/\s+/);
      const from = /^--from=(\S+)$/.exec(words[0] ?? '')?.[1];
      const paths = words.filter((word) => !word.startsWith('--'));
      return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
    });

export const readDockerfile = (): Stage[] => parseDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));

/** First segments that reach the builder: .dockerignore here begins with `*` and names what is let through. */
export const sentToBuilder = (): Set<string> => {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== '*' || lines.slice(1).some((line) => !/^![\w.-]+$/.test(line)))
    throw new Error('.dockerignore is not a list of what is let through');
  return new Set(lines.slice(1).map((line) => line.slice(1)));
};
