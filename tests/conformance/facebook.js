// The official client of Meta's API against our double: it makes a campaign, an ad set, a creative
// and an ad, changes a budget, runs a batch, reads insights by pages and as a report, and tells of a
// purchase.
//
//   node facebook.js http://127.0.0.1:9091
'use strict';
const assert = require('node:assert/strict');
const sdk = require('facebook-nodejs-business-sdk');

const base = process.argv[2];
const { FacebookAdsApi, FacebookAdsApiBatch, AdAccount, AdSet } = sdk;
for (const host of ['GRAPH', 'GRAPH_VIDEO']) {
  Object.defineProperty(FacebookAdsApi, host, { get: () => base });
}
const api = FacebookAdsApi.init('EAAdouble', undefined, false);
const account = new AdAccount('act_1');

async function control(path, body) {
  const answer = await fetch(base + path, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.text());
}

async function makeAd() {
  const campaign = await account.createCampaign(['id'], {
    name: 'conformance', objective: 'OUTCOME_LEADS', status: 'PAUSED', special_ad_categories: [],
  });
  const set = await account.createAdSet(['id'], {
    name: 'set', campaign_id: campaign.id, status: 'PAUSED', daily_budget: '7500',
    billing_event: 'IMPRESSIONS', optimization_goal: 'OFFSITE_CONVERSIONS',
    promoted_object: { pixel_id: '9', custom_event_type: 'LEAD' },
    targeting: { geo_locations: { countries: ['AE'] } },
  });
  const creative = await account.createAdCreative(['id'], {
    name: 'creative',
    object_story_spec: { page_id: '5', link_data: { link: 'https://example.com/', message: 'm' } },
  });
  const ad = await account.createAd(['id'], {
    name: 'ad', adset_id: set.id, creative: { creative_id: creative.id }, status: 'PAUSED',
  });
  return { campaign, set, ad };
}

async function changeBudget(set) {
  await set.update([], { daily_budget: '9000' });
  const read = await new AdSet(set.id).get(['name', 'daily_budget', 'status', 'effective_status']);
  assert.equal(read.daily_budget, '9000');
  assert.equal(read.status, 'PAUSED');
  await assert.rejects(set.update([], { daily_budget: 'many' }), (error) => {
    assert.equal(error.response.code ?? error.response.error?.code, 100);
    return true;
  });
}

async function runBatch({ campaign, ad }) {
  const answers = [];
  const batch = new FacebookAdsApiBatch(api);
  const keep = (answer) => answers.push(answer);
  batch.add('POST', campaign.id, { name: 'renamed' }, null, keep, keep);
  batch.add('GET', ad.id, { fields: 'name,effective_status' }, null, keep, keep);
  batch.add('GET', '404404', {}, null, keep, keep);
  await batch.execute();
  assert.equal(answers.length, 3);
  assert.deepEqual(answers.map((answer) => answer.isSuccess), [true, true, false]);
  assert.equal(answers[1].body.name, 'ad');
  const read = await campaign.get(['name']);
  assert.equal(read.name, 'renamed');
}

async function readInsights() {
  await control('/__sim/advance', { hours: 49 });
  const params = { level: 'ad', time_increment: 1, date_preset: 'maximum', limit: 3 };
  let page = await account.getInsights(['ad_id', 'spend', 'impressions'], params);
  const paged = [...page];
  while (page.hasNext()) {
    page = await page.next();
    paged.push(...page);
  }
  assert.ok(paged.length > 3, `got ${paged.length} rows`);
  const run = await account.getInsightsAsync([], { ...params, fields: 'ad_id,spend,impressions' });
  do await run.get(['async_status', 'async_percent_completion']);
  while (run.async_status !== 'Job Completed');
  const reported = [...(await run.getInsights([], { limit: 500 }))];
  const spend = (rows) => rows.reduce((sum, row) => sum + Number(row.spend), 0).toFixed(2);
  assert.equal(spend(reported), spend(paged));
  console.log(`insights: ${paged.length} rows, ${spend(paged)} spent`);
}

async function listAds(ad) {
  let page = await account.getAds(['name', 'effective_status'], { limit: 2 });
  const ids = page.map((one) => one.id);
  while (page.hasNext()) {
    page = await page.next();
    ids.push(...page.map((one) => one.id));
  }
  assert.ok(ids.includes(ad.id));
  assert.equal(new Set(ids).size, ids.length);
}

// The client hashes as we do (20 section 15), and what it sends is understood.
async function tellOfPurchase() {
  const { ServerEvent, EventRequest, UserData, CustomData } = sdk;
  const { now_ms } = await (await fetch(base + '/__sim/clock')).json();
  const person = new UserData()
    .setEmails([' John.Doe@Example.COM ']).setPhones(['+971 50 123 4567'])
    .setCity('Abu Dhabi').setZip('M1 1AE').setCountry('AE');
  const event = () => new ServerEvent()
    .setEventName('Purchase').setEventTime(Math.floor(now_ms / 1000)).setEventId('conformance-1')
    .setActionSource('system_generated').setUserData(person)
    .setCustomData(new CustomData().setValue(6500).setCurrency('AED'));
  for (let i = 0; i < 2; ++i) {
    const answer = await new EventRequest('EAAdouble', '7700000000000001').setEvents([event()]).execute();
    assert.equal(answer.events_received ?? answer._events_received, 1);
  }
  const told = await (await fetch(base + '/__sim/capi')).json();
  assert.equal(told.counted, 1);
  assert.equal(told.events[0].times, 2);
  const user = told.events[0].payload.user_data;
  const first = (field) => [user[field]].flat()[0];
  assert.equal(first('em'), '836f82db99121b3481011f16b49dfa5fbc714a0d1b1b9f784a1ebbbf5b39577f');
  assert.equal(first('ph'), 'b7a8f5085aa733eb29857a02945bc84a5227e693708d469ec9fb21d34e9e44f5');
  assert.equal(first('ct'), '82d35baebed721e301c0d26d892e842777047ed66125fd32d039690d29836751');
  assert.equal(first('zp'), '1dc694c2070e697769fb959b50671d76cafd430d8ca191fbdd0affcaea344ac5');
  assert.equal(first('country'), 'f9a00f43e97e3966bb846e76b6795e11512c3bbfa787e6b70e0310c7b9346b98');
}

async function main() {
  const made = await makeAd();
  await changeBudget(made.set);
  await runBatch(made);
  await listAds(made.ad);
  await readInsights();
  await tellOfPurchase();
  await made.ad.delete();
  console.log('facebook-nodejs-business-sdk: all well');
}

main().catch((error) => {
  console.error(error.response ?? error);
  process.exit(1);
});
