import {
  IconActivity,
  IconAdjustmentsDollar,
  IconChartDots,
  IconFilterDollar,
  IconGavel,
  IconLayoutDashboard,
  IconMovie,
  IconRocket,
  IconScale,
  IconSend,
  IconSettings,
  IconSitemap,
  type Icon,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';

export type NavigationItem = {
  to: NonNullable<LinkProps['to']>;
  label: ParseKeys;
  icon: Icon;
  key: string;
};
export type NavigationGroup = { label: ParseKeys | null; items: readonly NavigationItem[] };

/** `key` follows `g` on the keyboard. */
export const kNavigation: readonly NavigationGroup[] = [
  {
    label: null,
    items: [
      { to: '/', label: 'nav.overview', icon: IconLayoutDashboard, key: 'o' },
      { to: '/campaigns', label: 'nav.campaigns', icon: IconSitemap, key: 'c' },
      { to: '/budget', label: 'nav.budget', icon: IconAdjustmentsDollar, key: 'b' },
      { to: '/decisions', label: 'nav.decisions', icon: IconGavel, key: 'd' },
      { to: '/executor', label: 'nav.executor', icon: IconSend, key: 'e' },
    ],
  },
  {
    label: 'nav.creative',
    items: [
      { to: '/studio', label: 'nav.studio', icon: IconMovie, key: 's' },
      { to: '/publish', label: 'nav.publish', icon: IconRocket, key: 'u' },
      { to: '/fatigue', label: 'nav.fatigue', icon: IconActivity, key: 'f' },
    ],
  },
  {
    label: 'nav.revenue',
    items: [
      {
        to: '/revenue/pipeline',
        label: 'nav.pipeline',
        icon: IconFilterDollar,
        key: 'p',
      },
      { to: '/revenue/attribution', label: 'nav.attribution', icon: IconChartDots, key: 't' },
      { to: '/revenue/reconciliation', label: 'nav.reconciliation', icon: IconScale, key: 'r' },
    ],
  },
  {
    label: 'nav.system',
    items: [{ to: '/settings', label: 'nav.settings', icon: IconSettings, key: ',' }],
  },
];
