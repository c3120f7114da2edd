/** The stylesheet of a tokens file. */
export declare const tokensToCss: (tokens: object) => string;
