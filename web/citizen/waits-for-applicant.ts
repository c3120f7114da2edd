/** National statuses in which the next act is the applicant's: a supplement (5) or a payment (6). */
export const waitsForApplicant = (status: number): boolean => status === 5 || status === 6;
