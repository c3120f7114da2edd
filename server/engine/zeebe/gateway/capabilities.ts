/** What a line of Zeebe can do beyond the one this platform is built on. Measured on 8.5.8 and 8.6.0. */
export type GatewayCapabilities = {
  /** Where native user tasks are commanded. */
  readonly restBase: '/v1' | '/v2';
  /** User tasks carry a priority. */
  readonly taskPriority: boolean;
  /** An instance may move while a boundary event of its active element waits. */
  readonly migrateBoundaryEvents: boolean;
};

/** @returns major and minor of a version such as `8.5.8` or `8.6.0-alpha1`; undefined for any other text. */
export const findVersionLine = (version: string): { major: number; minor: number } | undefined => {
  const found = /^(\d+)\.(\d+)(?:\.|-|$)/.exec(version);
  return found === null ? undefined : { major: Number(found[1]), minor: Number(found[2]) };
};

/** A text that is no version is read as the oldest line: what it offers is in all of them. */
export const capabilitiesOf = (version: string): GatewayCapabilities => {
  const line = findVersionLine(version) ?? { major: 8, minor: 5 };
  const since86 = line.major > 8 || (line.major === 8 && line.minor >= 6);
  return { restBase: since86 ? '/v2' : '/v1', taskPriority: since86, migrateBoundaryEvents: since86 };
};
