const steps = ['B', 'KB', 'MB', 'GB'] as const;

/** Size of a file as people read it, Vietnamese decimal comma: "1,4 MB". */
export const formatSize = (bytes: number): string => {
  const step = Math.min(steps.length - 1, bytes > 0 ? Math.floor(Math.log2(bytes) / 10) : 0);
  const value = bytes / 1024 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits).replace('.', ',')} ${steps[step]}`;
};
