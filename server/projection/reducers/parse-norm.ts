const MINUTES_PER_WORKING_DAY = 480;

/** `4h`, `2d`, `30m` or `1d4h` as working minutes (a working day has eight hours); null when it says nothing readable. */
export const parseNorm = (norm: string | undefined): number | null => {
  const parts = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/.exec((norm ?? '').replace(/\s/g, ''));
  if (!norm || !parts || parts[0] === '') return null;
  const [days, hours, minutes] = [parts[1], parts[2], parts[3]].map((part) => Number(part ?? 0));
  return (days ?? 0) * MINUTES_PER_WORKING_DAY + (hours ?? 0) * 60 + (minutes ?? 0);
};
