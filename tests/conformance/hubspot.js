// The official client of HubSpot's API against our double: it reads and changes a deal, searches,
// and accepts the signature of a webhook that the double sends.
//
//   node hubspot.js http://127.0.0.1:9090 PORT, where the double sends its webhooks to
'use strict';
const assert = require('node:assert/strict');
const http = require('node:http');
const { Client, Signature } = require('@hubspot/api-client');

const [base, port] = process.argv.slice(2);
const client = new Client({ accessToken: 'pat-double', basePath: base });
const kSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

/// The next webhook, as it came.
function nextWebhook() {
  return new Promise((resolve, reject) => {
    const server = http.createServer((request, response) => {
      const pieces = [];
      request.on('data', (piece) => pieces.push(piece));
      request.on('end', () => {
        response.end();
        server.close();
        resolve({ headers: request.headers, url: request.url, body: Buffer.concat(pieces).toString() });
      });
    });
    server.on('error', reject);
    server.listen(Number(port), '127.0.0.1');
  });
}

async function readDeal() {
  const deal = await client.crm.deals.basicApi.getById(
    '1000', ['dealstage', 'amount'], ['dealstage'], ['contacts']);
  assert.equal(deal.id, '1000');
  assert.ok(deal.propertiesWithHistory.dealstage.length >= 1);
}

async function changeAndSearch() {
  await client.crm.deals.basicApi.update('1000', { properties: { dealstage: 'closedwon' } });
  const deal = await client.crm.deals.basicApi.getById('1000', ['dealstage']);
  assert.equal(deal.properties.dealstage, 'closedwon');
  const found = await client.crm.deals.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '0' }] }],
    sorts: [], properties: ['dealstage'], limit: 10,
  });
  assert.ok(found.results.some((one) => one.id === '1000'));
}

async function checkSignature(webhook) {
  const given = {
    signatureVersion: 'v3', method: 'POST', clientSecret: kSecret,
    signature: webhook.headers['x-hubspot-signature-v3'],
    timestamp: Number(webhook.headers['x-hubspot-request-timestamp']),
    url: `http://127.0.0.1:${port}${webhook.url}`, requestBody: webhook.body,
  };
  assert.ok(Signature.isValid(given));
  assert.ok(!Signature.isValid({ ...given, requestBody: `${webhook.body} ` }));
  const events = JSON.parse(webhook.body);
  assert.ok(events.length >= 1 && events.every((one) => one.subscriptionType.startsWith('deal.')));
}

async function main() {
  const webhook = nextWebhook();
  await readDeal();
  await changeAndSearch();
  await checkSignature(await webhook);
  console.log('@hubspot/api-client: all well');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
