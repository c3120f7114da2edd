export function licenceNote(version: string): { readonly production: boolean; readonly text: string };
