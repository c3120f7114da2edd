import type { DeploymentProblem } from '../contracts/engine-command.ts';
import { buildProcess } from './build-process.ts';
import { checkMessageStarts } from './check-message-starts.ts';
import { checkBeside, checkProcess } from './check-process.ts';
import { checkStraightLoops } from './check-straight-loops.ts';
import type { ExecutableProcess } from './executable-process.ts';
import { childrenOf, flagOf } from './moddle-element.ts';
import { readDefinitions } from './read-definitions.ts';

export type ParsedProcesses = {
  /** Empty when there are problems. */
  readonly processes: readonly ExecutableProcess[];
  readonly problems: readonly DeploymentProblem[];
};

/** Reads and checks a BPMN file: all its executable processes, or all its problems. */
export const parseProcesses = async (resource: string, xml: string): Promise<ParsedProcesses> => {
  const read = await readDefinitions(resource, xml);
  if (!read.ok) return { processes: [], problems: read.problems };
  const all = childrenOf(read.definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const nodes = all.filter((node) => flagOf(node, 'isExecutable', false));
  if (nodes.length === 0)
    return { processes: [], problems: [{ resource, message: 'The file has no executable process.' }] };
  const problems = [...checkMessageStarts(resource, all), ...nodes.flatMap((node) => checkProcess(resource, node))];
  if (problems.length > 0) return { processes: [], problems };
  const beside = checkBeside(resource, read.definitions);
  if (beside.length > 0) return { processes: [], problems: beside };
  const processes = nodes.map(buildProcess);
  const loops = checkStraightLoops(resource, processes);
  return loops.length > 0 ? { processes: [], problems: loops } : { processes, problems: [] };
};
