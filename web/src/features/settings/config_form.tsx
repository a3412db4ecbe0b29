import { Accordion, Badge, Group, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';

import { ChangesBar } from './changes_bar';
import { ConfigField } from './config_field';
import { configQuery, schemaQuery } from './queries';
import { valueAt, type Field } from './schema_fields';

/** The account's configuration as a form that the schema makes: help, unit, range and default of each. */
export function ConfigForm() {
  const session = useSession();
  const fields = useQuery(schemaQuery(session));
  const config = useQuery(configQuery(session));
  return (
    <Answer query={fields} height={480}>
      {(all) => (
        <Answer query={config} height={480}>
          {(data) => <Form key={data.version} fields={all} config={data} />}
        </Answer>
      )}
    </Answer>
  );
}

function matches(field: Field, wanted: string): boolean {
  const text = `${field.path} ${field.title} ${field.description}`.toLowerCase();
  return text.includes(wanted.trim().toLowerCase());
}

function Form({ fields, config }: { fields: readonly Field[]; config: Schemas['Config'] }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<string[]>(['business']);
  const [changes, setChanges] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [errors, setErrors] = useState<readonly Schemas['ConfigError'][]>([]);
  const shown = fields.filter((field) => matches(field, wanted));
  const sections = [...new Set(shown.map((field) => field.section))];
  const change = (path: string, value: unknown) => {
    const next = new Map(changes);
    if (value === undefined) next.delete(path);
    else next.set(path, value);
    setChanges(next);
    setErrors([]);
  };
  const errorOf = (path: string) =>
    errors.find((error) => error.pointer === `/${path.replaceAll('.', '/')}`)?.message;
  return (
    <Stack gap="md">
      <TextInput
        size="xs"
        maw={320}
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('settings.search')}
        aria-label={t('settings.search')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <Accordion
        multiple
        variant="separated"
        value={wanted === '' ? open : sections}
        onChange={setOpen}
      >
        {sections.map((section) => {
          const own = shown.filter((field) => field.section === section);
          const changed = own.filter((field) => changes.has(field.path)).length;
          return (
            <Accordion.Item key={section} value={section}>
              <Accordion.Control>
                <Group gap="xs">
                  {t(`settings.section.${section}` as ParseKeys, { defaultValue: section })}
                  <Badge color="gray">{own.length}</Badge>
                  {changed > 0 && <Badge>{t('settings.changed', { count: changed })}</Badge>}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <Stack gap={0}>
                  {own.map((field) => (
                    <ConfigField
                      key={field.path}
                      field={field}
                      effective={valueAt(config.effective, field.path)}
                      own={valueAt(config.config, field.path)}
                      source={valueAt({ sources: config.sources }, 'sources')}
                      change={changes.get(field.path)}
                      error={errorOf(field.path)}
                      onChange={(value) => change(field.path, value)}
                    />
                  ))}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      {changes.size > 0 && (
        <ChangesBar
          changes={changes}
          version={config.version}
          onErrors={setErrors}
          onDiscard={() => {
            setChanges(new Map());
            setErrors([]);
          }}
        />
      )}
    </Stack>
  );
}
