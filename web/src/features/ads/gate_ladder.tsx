import { Badge, Group, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

import classes from './gate_ladder.module.css';

const kGates = [
  'G0', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12',
] as const; // prettier-ignore

type Props = { fired: readonly string[]; kills: readonly string[] };

/** Every gate in the order in which an ad meets them, and which of them had a say. */
export function GateLadder({ fired, kills }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <ol className={classes.ladder}>
        {kGates.map((gate) => (
          <Rung key={gate} gate={gate} fired={fired.includes(gate)} text={t(`gate.${gate}`)} />
        ))}
      </ol>
      {kills.length > 0 && (
        <Group gap={6} mt="sm">
          <Text size="xs" c="dimmed">
            {t('ad.killSigns')}
          </Text>
          {kills.map((kill) => (
            <Badge key={kill} color="red">
              {t(`kill.${kill}` as ParseKeys, { defaultValue: kill })}
            </Badge>
          ))}
        </Group>
      )}
    </>
  );
}

function Rung({ gate, fired, text }: { gate: string; fired: boolean; text: string }) {
  const { t } = useTranslation();
  const Sign = fired ? IconCircleCheckFilled : IconCircleDashed;
  return (
    <li className={classes.rung} data-fired={fired || undefined}>
      <Sign size={16} className={classes.sign} aria-hidden />
      <Text size="sm" c={fired ? 'bright' : 'dimmed'} fw={fired ? 600 : 400}>
        {text}
      </Text>
      <Text size="xs" c="dimmed" className={classes.state}>
        {fired ? t('ad.gateFired') : t('ad.gateSilent')}
      </Text>
      <Text size="xs" c="dimmed" dir="ltr">
        {gate}
      </Text>
    </li>
  );
}
