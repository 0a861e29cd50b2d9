"""Lists everything with nothing set, by the vendor's Python client, and prints items, seconds and the client's version."""

import sys
import time

import twilio
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

base_url, account, token, service, session, participant = sys.argv[1:]


class Loopback(TwilioHttpClient):
    def request(self, method, url, *args, **kwargs):
        url = url.replace("https://proxy.twilio.com", base_url)
        return super().request(method, url, *args, **kwargs)


client = Client(account, token, http_client=Loopback())
session = client.proxy.v1.services(service).sessions(session)
interactions = session.participants(participant).message_interactions

interactions.list(limit=1)
started = time.perf_counter()
items = interactions.list()
print(len(items), time.perf_counter() - started, twilio.__version__)
