// Lists everything with nothing set, by the vendor's Node client, and prints items, seconds and the client's version.

const twilio = require("twilio");
const { version } = require("twilio/package.json");

const [baseUrl, account, token, service, session, participant] = process.argv.slice(2);

class Loopback extends twilio.RequestClient {
  request(options) {
    const uri = options.uri.replace("https://proxy.twilio.com", baseUrl);
    return super.request({ ...options, uri });
  }
}

async function main() {
  const client = twilio(account, token, { httpClient: new Loopback() });
  const sessions = client.proxy.v1.services(service).sessions(session);
  const interactions = sessions.participants(participant).messageInteractions;

  await interactions.list({ limit: 1 });
  const started = performance.now();
  const items = await interactions.list();
  console.log(items.length, (performance.now() - started) / 1000, version);
}

main();
