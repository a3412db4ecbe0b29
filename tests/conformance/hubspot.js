// The official client of HubSpot's API against our double: it reads and changes a deal, searches,
// and accepts the signature of a webhook that the double sends.
//
//   node hubspot.js BINARY, which it starts: only who listens already has a port of its own
'use strict';
const assert = require('node:assert/strict');
const http = require('node:http');
const { spawn } = require('node:child_process');
const { Client, Signature } = require('@hubspot/api-client');

const kSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

// Where webhooks come to, and a promise of the first.
async function listen() {
  const server = http.createServer();
  const webhook = new Promise((resolve) => {
    server.on('request', (request, response) => {
      const pieces = [];
      request.on('data', (piece) => pieces.push(piece));
      request.on('end', () => {
        response.end();
        resolve({ headers: request.headers, url: request.url, body: Buffer.concat(pieces).toString() });
      });
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, webhook, url: `http://127.0.0.1:${server.address().port}` };
}

// The double, and a promise of its address.
function startDouble(webhooks) {
  const double = spawn(process.argv[2], ['simulate', '--platform', 'hubspot', '--port', '0', '--seed',
    '7', '--webhook', `${webhooks}/webhooks/hubspot`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const base = new Promise((resolve, reject) => {
    let said = '';
    double.stderr.on('data', (piece) => {
      said += piece;
      const found = said.match(/listening on (http\S+)/);
      if (found) resolve(found[1]);
    });
    double.on('exit', () => reject(new Error(`the double ended: ${said}`)));
  });
  return { double, base };
}

async function readDeal(client) {
  const deal = await client.crm.deals.basicApi.getById(
    '1000', ['dealstage', 'amount'], ['dealstage'], ['contacts']);
  assert.equal(deal.id, '1000');
  assert.ok(deal.propertiesWithHistory.dealstage.length >= 1);
}

async function changeAndSearch(client) {
  await client.crm.deals.basicApi.update('1000', { properties: { dealstage: 'closedwon' } });
  const deal = await client.crm.deals.basicApi.getById('1000', ['dealstage']);
  assert.equal(deal.properties.dealstage, 'closedwon');
  const found = await client.crm.deals.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '0' }] }],
    sorts: [], properties: ['dealstage'], limit: 10,
  });
  assert.ok(found.results.some((one) => one.id === '1000'));
}

async function checkSignature(webhook, sentTo) {
  const given = {
    signatureVersion: 'v3', method: 'POST', clientSecret: kSecret,
    signature: webhook.headers['x-hubspot-signature-v3'],
    timestamp: Number(webhook.headers['x-hubspot-request-timestamp']),
    url: `${sentTo}${webhook.url}`, requestBody: webhook.body,
  };
  assert.ok(Signature.isValid(given));
  assert.ok(!Signature.isValid({ ...given, requestBody: `${webhook.body} ` }));
  const events = JSON.parse(webhook.body);
  assert.ok(events.length >= 1 && events.every((one) => one.subscriptionType.startsWith('deal.')));
}

async function main() {
  const { server, webhook, url } = await listen();
  const { double, base } = startDouble(url);
  try {
    const client = new Client({ accessToken: 'pat-double', basePath: await base });
    await readDeal(client);
    await changeAndSearch(client);
    await checkSignature(await webhook, url);
    console.log('@hubspot/api-client: all well');
  } finally {
    double.kill();
    server.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
