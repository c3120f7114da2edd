import { Button, TextInput } from '@mantine/core';
import { IconFileZip, IconUpload } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackageProblem } from '../../core/contracts/procedure.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useUploadPackage } from '../api/use-upload-package.mutation.ts';
import { tell } from '../ui/tell.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import classes from './Admin.module.css';
import { PackageProblems } from './PackageProblems.tsx';

/** All findings of a refused package; undefined when the refusal is about something else. */
const findingsOf = (error: unknown): readonly PackageProblem[] | undefined => {
  const problems = error instanceof ApiProblem ? error.problem['problems'] : undefined;
  return Array.isArray(problems) ? (problems as PackageProblem[]) : undefined;
};

/** Sends a package. `code` is fixed on the page of one procedure; elsewhere it is typed, for a procedure that is new here. */
export function UploadPackage({ code }: { readonly code?: string }) {
  const { t } = useTranslation();
  const upload = useUploadPackage();
  const [typed, setTyped] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!file) return;
    upload.mutate(
      { code: code ?? typed.trim(), file },
      { onSuccess: ({ version }) => tell(t('admin.imported', { version })) },
    );
  };
  const findings = findingsOf(upload.error);
  return (
    <section className={classes['block']} aria-labelledby="upload-title">
      <h2 id="upload-title">{t(code ? 'admin.uploadVersion' : 'admin.uploadNew')}</h2>
      <p className="mc-muted">{t('admin.uploadHint')}</p>
      <form className={classes['upload']} onSubmit={submit}>
        {code === undefined && (
          <TextInput
            label={t('admin.code')}
            required
            withAsterisk={false}
            placeholder="1.001193"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
        <label className={classes['file']}>
          <IconFileZip size={18} stroke={1.75} aria-hidden />
          <span>{file ? file.name : t('admin.chooseFile')}</span>
          <input
            type="file"
            aria-label={t('admin.file')}
            accept=".zip,application/zip"
            required
            onChange={({ currentTarget }) => {
              upload.reset();
              setFile(currentTarget.files?.[0] ?? null);
            }}
          />
        </label>
        <Button
          type="submit"
          loading={upload.isPending}
          leftSection={<IconUpload size={18} stroke={1.75} aria-hidden />}
        >
          {t('admin.upload')}
        </Button>
      </form>
      {upload.error && !findings && <ErrorState error={upload.error} />}
      {findings && (
        <PackageProblems
          title={t('admin.refused', { count: findings.filter(({ severity }) => severity === 'error').length })}
          problems={findings}
        />
      )}
      {upload.data && (
        <p role="status" className={classes['good']}>
          {t('admin.importedLong', {
            code: upload.data.procedureCode,
            version: upload.data.version,
            checksum: upload.data.checksum.slice(0, 12),
          })}
        </p>
      )}
      {upload.data && upload.data.warnings.length > 0 && (
        <PackageProblems
          title={t('admin.warnings', { count: upload.data.warnings.length })}
          problems={upload.data.warnings}
        />
      )}
    </section>
  );
}
