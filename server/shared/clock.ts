/** Milliseconds since the epoch. Logic takes it as an argument; only composition knows the real one. */
export type Clock = () => number;
