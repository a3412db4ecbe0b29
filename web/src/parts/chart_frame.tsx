import { Button, Group, Menu, Text } from '@mantine/core';
import { IconDownload, IconTable, IconChartBar } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { savePng, saveSvg } from '~/lib/picture';

import { DataTable, type Column } from './data_table';
import { useDemoMark } from './demo_mark';

type Save = (name: string, drawing: SVGSVGElement, mark: string | null) => void;

type Props<T> = {
  name: string;
  /** The name is shown: nothing else on the page says it. */
  named?: boolean;
  /** The plot in one sentence, for those who do not see it. */
  summary: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  children: ReactNode;
};

/** A plot, the same figures as a table, and both as files. */
export function ChartFrame<T extends object>(props: Props<T>) {
  const { name, named = false, summary, columns, rows, rowKey, children } = props;
  const { t } = useTranslation();
  const mark = useDemoMark();
  const [asTable, setAsTable] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const withDrawing = (save: Save) => () => {
    const drawing = plot.current?.querySelector('svg');
    if (drawing) save(name, drawing, mark);
  };
  return (
    <div>
      <Group justify="flex-end" gap="xs" mb="xs">
        {named && (
          <Text fw={560} me="auto">
            {name}
          </Text>
        )}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={asTable ? <IconChartBar size={13} /> : <IconTable size={13} />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('chart.plot') : t('chart.table')}
        </Button>
        {!asTable && (
          <Menu>
            <Menu.Target>
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<IconDownload size={13} aria-hidden />}
              >
                {t('chart.save')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={withDrawing(saveSvg)}>SVG</Menu.Item>
              <Menu.Item onClick={withDrawing((...of) => void savePng(...of))}>PNG</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {asTable ? (
        <DataTable name={name} columns={columns} rows={rows} rowKey={rowKey} />
      ) : (
        <div ref={plot} role="figure" aria-label={`${name}. ${summary}`} dir="ltr">
          {children}
        </div>
      )}
    </div>
  );
}
