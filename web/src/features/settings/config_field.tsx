import {
  ActionIcon,
  Badge,
  Code,
  Select,
  Switch,
  Text,
  TextInput,
  Textarea,
  Tooltip,
} from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import classes from './config_field.module.css';
import { textOf, valueOf, type Field } from './schema_fields';

type Props = {
  field: Field;
  effective: unknown;
  /** What the account itself says; undefined where it says nothing. */
  own: unknown;
  source: unknown;
  /** What is to be saved; undefined when nothing is. */
  change: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

function sourceOf(sources: unknown, path: string): string {
  if (typeof sources !== 'object' || sources === null) return '';
  const source = (sources as Record<string, unknown>)[path];
  return typeof source === 'string' ? source : '';
}

const kEndless = 1e9;

/** The bounds that a person may meet. */
function rangeText({ minimum, maximum }: Field): string | null {
  if (maximum === null || maximum >= kEndless) return minimum === null ? null : `≥ ${minimum}`;
  return minimum === null ? `≤ ${maximum}` : `${minimum}–${maximum}`;
}

/** One setting: what it is, where its value comes from, and its value. */
export function ConfigField(props: Props) {
  const { field, effective, own, source, change, error, onChange } = props;
  const { t } = useTranslation();
  const { account } = useSession();
  const id = useId();
  const unit = field.unit === 'currency' ? account.currency : field.unit;
  const hint = [
    unit,
    rangeText(field),
    field.default === undefined
      ? null
      : t('settings.default', { value: textOf(field.default).replaceAll('\n', ', ') || '–' }),
  ].filter((part) => part !== null);
  const from = sourceOf(source, field.path);
  return (
    <div className={classes.row} data-changed={change !== undefined || undefined}>
      <div>
        <Text fw={560} component="label" htmlFor={id}>
          {field.title}
        </Text>
        <Text size="xs" c="dimmed">
          <bdi>{field.description}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          <bdi dir="ltr">
            <Code fz={11}>{field.path}</Code> {hint.join(' · ')}
          </bdi>
        </Text>
      </div>
      <div>
        <Control
          id={id}
          field={field}
          value={change === undefined ? effective : (change ?? field.default)}
          error={error}
          onChange={onChange}
        />
      </div>
      <div className={classes.source}>
        {from !== '' && <Badge color={from === 'default' ? 'gray' : 'sea'}>{from}</Badge>}
        {own !== undefined && field.kind !== 'other' && (
          <Tooltip label={t('settings.reset')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('settings.resetOf', { field: field.title })}
              onClick={() => onChange(null)}
            >
              <IconRestore size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}

type ControlProps = {
  id: string;
  field: Field;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

function Control({ id, field, value, error, onChange }: ControlProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const disabled = !may('config');
  if (field.kind === 'other') {
    return <Text c="dimmed">{t('settings.elsewhere')}</Text>;
  }
  if (field.kind === 'switch') {
    return (
      <Switch
        id={id}
        checked={value === true}
        disabled={disabled}
        error={error}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (field.kind === 'choice') {
    return (
      <Select
        id={id}
        size="xs"
        data={[...field.choices]}
        value={typeof value === 'string' ? value : null}
        disabled={disabled}
        error={error}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  return (
    <TypedControl
      // What was typed is kept while it is no value; a reset begins anew.
      key={value === field.default ? 'default' : 'own'}
      {...{ id, field, value, error, disabled, onChange }}
    />
  );
}

function TypedControl({
  id,
  field,
  value,
  error,
  disabled,
  onChange,
}: ControlProps & { disabled: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState(textOf(value));
  const wrong = valueOf(field.kind, text) === undefined;
  const common = {
    id,
    size: 'xs',
    dir: 'ltr',
    value: text,
    disabled,
    error: wrong ? t(`settings.kind.${field.kind}` as 'settings.kind.number') : error,
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      const next = valueOf(field.kind, event.currentTarget.value);
      if (next !== undefined) onChange(next);
    },
  } as const;
  return field.kind === 'lines' ? (
    <Textarea autosize maxRows={8} {...common} />
  ) : (
    <TextInput {...common} />
  );
}
