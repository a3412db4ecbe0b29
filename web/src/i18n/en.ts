import { budget } from './en/budget';
import { campaigns } from './en/campaigns';
import { decisions } from './en/decisions';
import { executor } from './en/executor';
import { fatigue } from './en/fatigue';
import { frame } from './en/frame';
import { overview } from './en/overview';
import { publish } from './en/publish';
import { revenue } from './en/revenue';
import { session } from './en/session';
import { settings } from './en/settings';
import { studio } from './en/studio';
import type { Texts } from './texts';

/** Every text of the dashboard; ICU MessageFormat. Other languages have the same keys by type. */
export const en = {
  ...frame,
  ...session,
  ...overview,
  ...campaigns,
  ...decisions,
  ...budget,
  ...executor,
  ...fatigue,
  ...revenue,
  ...studio,
  ...publish,
  ...settings,
};

export type Messages = Texts<typeof en>;
