import { budget } from './ar/budget';
import { campaigns } from './ar/campaigns';
import { decisions } from './ar/decisions';
import { executor } from './ar/executor';
import { fatigue } from './ar/fatigue';
import { frame } from './ar/frame';
import { overview } from './ar/overview';
import { publish } from './ar/publish';
import { revenue } from './ar/revenue';
import { session } from './ar/session';
import { settings } from './ar/settings';
import { studio } from './ar/studio';
import type { Messages } from './en';

export const ar: Messages = {
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
