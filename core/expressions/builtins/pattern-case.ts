const LETTER = /[a-zA-Z]/;

const swapped = (letter: string): string =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();

/** The part of a range of symbols that lies in another, in the other case. */
const swappedPart = (from: string, to: string, [first, last]: readonly [string, string]): string => {
  const [low, high] = [from > first ? from : first, to < last ? to : last];
  return low > high ? '' : `${swapped(low)}-${swapped(high)}`;
};

/** The engine ignores the case of the letters a to z only: "đường" is not "ĐƯỜNG". */
export const eitherCase = (symbol: string, isInClass: boolean): string => {
  if (!LETTER.test(symbol)) return symbol;
  return isInClass ? symbol + swapped(symbol) : `[${symbol}${swapped(symbol)}]`;
};

/** A range inside of a class. */
export const rangeInEitherCase = (from: string, to: string): string =>
  `${from}-${to}${swappedPart(from, to, ['A', 'Z'])}${swappedPart(from, to, ['a', 'z'])}`;
