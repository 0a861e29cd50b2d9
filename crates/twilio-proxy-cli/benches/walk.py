"""Walks every interaction of every session with nothing set, by the vendor's Python client.

Prints records, seconds and the client's version.
"""

import sys
import time

import twilio
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

base_url, account, token = sys.argv[1:]


class Loopback(TwilioHttpClient):
    def request(self, method, url, *args, **kwargs):
        url = url.replace("https://proxy.twilio.com", base_url)
        return super().request(method, url, *args, **kwargs)


client = Client(account, token, http_client=Loopback())
started = time.perf_counter()
records = 0
for service in client.proxy.v1.services.list():
    for session in client.proxy.v1.services(service.sid).sessions.list():
        records += len(
            client.proxy.v1.services(service.sid).sessions(session.sid).interactions.list()
        )
print(records, time.perf_counter() - started, twilio.__version__)
