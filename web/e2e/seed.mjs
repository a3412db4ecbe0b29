// Fills an account through the interface as clients would: reports of ads, clicks, conversions and a
// decision run. Every number follows from a fixed seed, so two runs give the same account.
const kHour = 3_600_000;

/** A small generator (mulberry32): the same numbers for the same seed on every machine. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Calls the interface as a signed-in person. */
export function caller(base, session, account) {
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Origin: base,
        Cookie: session.cookie,
        'X-CSRF-Token': session.csrf,
        'X-Account-Id': account,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}

/** Signs in; the cookie is what a browser would send. */
export async function signIn(base, email, password) {
  const response = await fetch(`${base}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  const cookie = response.headers.get('set-cookie').split(';')[0];
  return { cookie, csrf: (await response.json()).csrf_token };
}

/** Makes the first user and their account. */
export async function setUp(base, token, person, account) {
  const response = await fetch(`${base}/api/v1/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ setup_token: token, ...person, account }),
  });
  if (!response.ok) throw new Error(`setup: ${response.status} ${await response.text()}`);
}

/** What an ad of this quality does in a day. */
function day(random, quality, scale) {
  const impressions = Math.round((4000 + 8000 * random()) * scale);
  const clicks = Math.round(impressions * (0.008 + 0.018 * quality) * (0.8 + 0.4 * random()));
  const spend = Math.round((9000 + 14000 * random()) * scale);
  const deals = random() < 0.25 + 0.5 * quality ? 1 + Math.floor(3 * quality * random()) : 0;
  return {
    impressions,
    clicks,
    spend,
    deals,
    value: Math.round(deals * 42000 * (0.7 + 0.6 * random())),
  };
}

/** Reports `count` ads over up to ten days each; the first is young, every seventh earns nothing. */
export async function seedAds(call, currency, count, now) {
  const random = generator(7);
  const money = (minor) => ({ amount_minor: minor, currency });
  for (let ad = 1; ad <= count; ++ad) {
    const quality = ad % 7 === 0 ? 0 : random();
    const days = ad === 1 ? 1 : 3 + Math.floor(8 * random());
    const scale = 0.5 + 1.5 * random();
    for (let back = days; back >= 1; --back) {
      const of = day(random, quality, scale);
      await call('POST', '/api/v1/battle-hardened/feedback', {
        ad_id: `meta:12020${String(8_150_000 + ad * 37)}`,
        actual_pipeline_value: money(ad % 7 === 0 ? 0 : of.value),
        actual_spend: money(of.spend),
        actual_impressions: of.impressions,
        actual_clicks: of.clicks,
        actual_conversions: ad % 7 === 0 ? 0 : of.deals,
        since: new Date(now - back * 24 * kHour).toISOString(),
        at: new Date(now - (back - 1) * 24 * kHour - 1000).toISOString(),
        event_id: `seed-${ad}-${back}`,
      });
    }
  }
}

/** Clicks with consent and conversions that follow them; one comes from nowhere. */
export async function seedConversions(call, currency, count, now) {
  const random = generator(11);
  for (let n = 1; n <= count; ++n) {
    const ad = `12020${String(8_150_000 + (1 + (n % 12)) * 37)}`;
    const at = now - Math.round((0.5 + 10 * random()) * kHour);
    const lag = Math.round((0.5 + 9 * random()) * kHour);
    const fbclid = `IwAR0${String(n).padStart(4, '0')}seed`;
    for (let touch = 0; touch <= n % 3; ++touch) {
      await call('POST', '/api/v1/track/click', {
        ad_id: touch === 0 ? ad : `12020${String(8_150_000 + (1 + ((n + 5 * touch) % 12)) * 37)}`,
        campaign_id: '238500',
        click_id: `gv_seed_${n}_${touch}`,
        fbclid: touch === 0 ? fbclid : `${fbclid}${touch}`,
        visitor_id: `v-seed-${n}`,
        consent: { ads: true, analytics: true, source: 'banner', ts_ms: at - lag },
        occurred_at_ms: at - lag - touch * kHour,
      });
    }
    await call('POST', '/api/v1/attribution/attribute-conversion', {
      conversion_id: `order-${1000 + n}`,
      conversion_type: n % 4 === 0 ? 'lead' : 'purchase',
      conversion_value: { amount_minor: Math.round(30_000 + 400_000 * random()), currency },
      conversion_timestamp: new Date(at).toISOString(),
      ...(n % 5 === 0 ? {} : { fbclid }),
      consent: { ads: true, analytics: true, source: 'form', ts_ms: at },
    });
  }
}

async function main() {
  const [base, email, password, account, currency] = process.argv.slice(2);
  const call = caller(base, await signIn(base, email, password), account);
  const now = Date.now();
  await seedAds(call, currency, 24, now);
  await seedConversions(call, currency, 24, now);
  const run = await call('POST', '/api/v1/decisions/run', { dry_run: false });
  console.log(`seed: run ${run.run_id}, ${run.num_ads} ads`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
