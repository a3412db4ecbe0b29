import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod/mini';

import { Frame } from './frame';
import { Gate } from './gate';
import { NotFoundPage } from './not_found_page';

const text = z.catch(z.optional(z.string()), undefined);
const day = z.catch(z.optional(z.iso.date()), undefined);

const root = createRootRoute({
  validateSearch: z.object({ account: text }),
  search: { middlewares: [retainSearchParams(['account'])] },
  component: () => (
    <Gate>
      <Frame />
    </Gate>
  ),
  notFoundComponent: NotFoundPage,
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('~/features/overview/overview_page'), 'OverviewPage'),
});

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/decisions',
  component: lazyRouteComponent(() => import('~/features/decisions/runs_page'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/decisions/runs/$runId',
  validateSearch: z.object({ q: text, action: text }),
  component: lazyRouteComponent(() => import('~/features/decisions/run_page'), 'RunPage'),
});

const campaigns = createRoute({
  getParentRoute: () => root,
  path: '/campaigns',
  validateSearch: z.object({ q: text, status: text, sort: text, open: text, from: day, to: day }),
  component: lazyRouteComponent(
    () => import('~/features/campaigns/campaigns_page'),
    'CampaignsPage',
  ),
});

const ad = createRoute({
  getParentRoute: () => root,
  path: '/ads/$adId',
  validateSearch: z.object({ decision: text }),
  component: lazyRouteComponent(() => import('~/features/ads/ad_page'), 'AdPage'),
});

const budget = createRoute({
  getParentRoute: () => root,
  path: '/budget',
  validateSearch: z.object({ run: text }),
  component: lazyRouteComponent(() => import('~/features/budget/budget_page'), 'BudgetPage'),
});

const pipeline = createRoute({
  getParentRoute: () => root,
  path: '/revenue/pipeline',
  component: lazyRouteComponent(() => import('~/features/pipeline/pipeline_page'), 'PipelinePage'),
});

const attribution = createRoute({
  getParentRoute: () => root,
  path: '/revenue/attribution',
  validateSearch: z.object({ conversion: text }),
  component: lazyRouteComponent(
    () => import('~/features/attribution/attribution_page'),
    'AttributionPage',
  ),
});

const reconciliation = createRoute({
  getParentRoute: () => root,
  path: '/revenue/reconciliation',
  validateSearch: z.object({ from: day, to: day }),
  component: lazyRouteComponent(
    () => import('~/features/reconciliation/reconciliation_page'),
    'ReconciliationPage',
  ),
});

const fatigue = createRoute({
  getParentRoute: () => root,
  path: '/fatigue',
  validateSearch: z.object({ ad: text }),
  component: lazyRouteComponent(() => import('~/features/fatigue/fatigue_page'), 'FatiguePage'),
});

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio',
  validateSearch: z.object({ q: text }),
  component: lazyRouteComponent(() => import('~/features/studio/studio_page'), 'StudioPage'),
});

const asset = createRoute({
  getParentRoute: () => root,
  path: '/studio/$assetId',
  component: lazyRouteComponent(() => import('~/features/studio/asset_page'), 'AssetPage'),
});

const publish = createRoute({
  getParentRoute: () => root,
  path: '/publish',
  validateSearch: z.object({ asset: text, creative: text }),
  component: lazyRouteComponent(() => import('~/features/publish/publish_page'), 'PublishPage'),
});

const settingsHome = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () =>
    redirect({ to: '/settings/$section', params: { section: 'account' }, throw: true }),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('~/features/settings/settings_page'), 'SettingsPage'),
});

const executor = createRoute({
  getParentRoute: () => root,
  path: '/executor',
  validateSearch: z.object({ tab: text }),
  component: lazyRouteComponent(() => import('~/features/executor/executor_page'), 'ExecutorPage'),
});

const routeTree = root.addChildren([
  executor,
  settingsHome,
  settings,
  studio,
  asset,
  publish,
  overview,
  decisions,
  run,
  campaigns,
  ad,
  budget,
  pipeline,
  attribution,
  reconciliation,
  fatigue,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  // An interface, because it adds to one.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Register {
    router: typeof router;
  }
}
